/** State of the element, as unions. The view is a function of it. */
import type { Passkey, PasskeyList } from '../../client/types.ts';
import type { PasskeyError } from '../../errors.ts';
import type { ManagerAction } from '../shared/events.ts';
import type { NameProblem } from './names.ts';

export type ListState =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly error: PasskeyError }
  | {
      readonly is: 'listed';
      readonly list: PasskeyList;
      /** Reference time for relative dates. */
      readonly loadedAt: Date;
      /** Error of the last reload; the list is the one from before it. */
      readonly outdated?: PasskeyError;
    };

export type Listed = Extract<ListState, { is: 'listed' }>;

/** Action that the person has begun. A rename that is being saved is not an activity: see `saving`. */
export type Activity =
  | { readonly is: 'none' }
  | { readonly is: 'adding' }
  | { readonly is: 'editing'; readonly id: string; readonly problem?: NameProblem }
  | {
      readonly is: 'confirming';
      readonly passkeys: readonly Passkey[];
      /** The browser signals removals to password managers. */
      readonly signalsRemovals: boolean;
    }
  | { readonly is: 'removing'; readonly ids: readonly string[] }
  | { readonly is: 'sending-code' }
  | { readonly is: 'using-code' };

/** True while the person waits for the server or the authenticator. */
export const isBusy = ({ is }: Activity): boolean => is !== 'none' && is !== 'editing' && is !== 'confirming';

/** A failed action, shown where it was tried. */
export interface ActionError {
  readonly action: ManagerAction;
  /** Record ID, if the action concerns one passkey. */
  readonly id?: string | undefined;
  readonly error: PasskeyError;
}

export interface ManagerState {
  readonly shown: ListState;
  readonly activity: Activity;
  /** Names that are being saved, by record ID. The list shows them already. */
  readonly saving: ReadonlyMap<string, string>;
  readonly actionError?: ActionError | undefined;
  /** Helpdesk: address that the last code was sent to, until the code is used. */
  readonly codeSentTo?: string | undefined;
}

export const initialState: ManagerState = {
  shown: { is: 'loading' },
  activity: { is: 'none' },
  saving: new Map(),
};

/** Whether a passkey can be added, or the reason against it. */
export type AddAvailability = 'possible' | 'full' | 'unsupported' | 'unavailable';

/** @param supported the browser has WebAuthn */
export function addAvailability(list: PasskeyList, supported: boolean): AddAvailability {
  if (list.mode === 'unavailable') return 'unavailable';
  if (!supported) return 'unsupported';
  return list.capacity !== undefined && list.passkeys.length >= list.capacity ? 'full' : 'possible';
}

/** False if the list holds only one passkey and its owner must keep it. */
export const isLastRemovable = (list: PasskeyList): boolean =>
  list.passkeys.length !== 1 || list.mayRemoveLast;

/** Passkeys of the mode that was switched off; empty until one of the active mode replaces them. */
export function obsoletePasskeys(list: PasskeyList): readonly Passkey[] {
  const works = list.passkeys.some((passkey) => passkey.worksNow === true);
  return works ? list.passkeys.filter(({ worksNow }) => worksNow === false) : [];
}

export type RowActivity = 'idle' | 'editing' | 'saving' | 'removing';

export function rowActivity({ activity, saving }: ManagerState, id: string): RowActivity {
  if (activity.is === 'editing' && activity.id === id) return 'editing';
  if (activity.is === 'removing' && activity.ids.includes(id)) return 'removing';
  return saving.has(id) ? 'saving' : 'idle';
}

/** Names of the custom states, for `:state(…)`. */
export type StateName =
  'loading' | 'failed' | 'offline' | 'list' | 'empty' | 'busy' | Exclude<AddAvailability, 'possible'>;

export function stateNames({ shown, activity }: ManagerState, supported: boolean): readonly StateName[] {
  const busy: readonly StateName[] = isBusy(activity) ? ['busy'] : [];
  if (shown.is === 'loading') return ['loading', ...busy];
  if (shown.is === 'failed') return shown.error.code === 'offline' ? ['failed', 'offline'] : ['failed'];
  const availability = addAvailability(shown.list, supported);
  return [
    shown.list.passkeys.length === 0 ? 'empty' : 'list',
    ...(availability === 'possible' ? [] : [availability]),
    ...busy,
  ];
}
