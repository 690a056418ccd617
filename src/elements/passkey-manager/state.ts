/** What the element knows and does, as unions; the view is a function of it. */
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
      /** What "2 days ago" is reckoned from. */
      readonly loadedAt: Date;
      /** The last reload failed, and the list before it stays. */
      readonly outdated?: PasskeyError;
    };

/** What the person is in the middle of. A rename on its way to the server is not: see `saving`. */
export type Activity =
  | { readonly is: 'none' }
  | { readonly is: 'adding' }
  | { readonly is: 'editing'; readonly id: string; readonly problem?: NameProblem }
  | { readonly is: 'asking'; readonly passkeys: readonly Passkey[] }
  | { readonly is: 'removing'; readonly ids: readonly string[] }
  | { readonly is: 'sending-code' }
  | { readonly is: 'using-code' };

/** The person waits for the server or the authenticator. */
export const isBusy = ({ is }: Activity): boolean => is !== 'none' && is !== 'editing' && is !== 'asking';

/** What went wrong, told beside the place where it was tried. */
export interface ActionError {
  readonly action: ManagerAction;
  /** The passkey, when it was about one. */
  readonly id?: string | undefined;
  readonly error: PasskeyError;
}

export interface ManagerState {
  readonly shown: ListState;
  readonly activity: Activity;
  /** New names on their way to the server, by record ID; the list shows them already. */
  readonly saving: ReadonlyMap<string, string>;
  readonly trouble?: ActionError | undefined;
  /** Where a code was sent (helpdesk); it waits to be used. */
  readonly codeSentTo?: string | undefined;
}

export const initialState: ManagerState = {
  shown: { is: 'loading' },
  activity: { is: 'none' },
  saving: new Map(),
};

/** Whether a passkey can be added here, and if not, why. */
export type Adding = 'possible' | 'full' | 'unsupported' | 'unavailable';

export function addAvailability(list: PasskeyList, supported: boolean): Adding {
  if (list.mode === 'unavailable') return 'unavailable';
  if (!supported) return 'unsupported';
  return list.capacity !== undefined && list.passkeys.length >= list.capacity ? 'full' : 'possible';
}

/** The only passkey of a person who may not be left without one. */
export const lastMustStay = (list: PasskeyList): boolean => list.passkeys.length === 1 && !list.mayRemoveLast;

/** Passkeys of the mode that was switched off, once one of the present mode is there in their place. */
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
  'loading' | 'failed' | 'offline' | 'list' | 'empty' | 'busy' | Exclude<Adding, 'possible'>;

export function stateNames({ shown, activity }: ManagerState, supported: boolean): readonly StateName[] {
  const busy: readonly StateName[] = isBusy(activity) ? ['busy'] : [];
  if (shown.is === 'loading') return ['loading', ...busy];
  if (shown.is === 'failed') return shown.error.code === 'offline' ? ['failed', 'offline'] : ['failed'];
  const can = addAvailability(shown.list, supported);
  return [shown.list.passkeys.length === 0 ? 'empty' : 'list', ...(can === 'possible' ? [] : [can]), ...busy];
}
