/** State of the element, as unions. The view is a function of it. */
import type { EnrolledPasskey, Passkey, PasskeyList } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
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
  /** `answered`: the authenticator has made the passkey, and the server is to accept it. */
  | { readonly is: 'adding'; readonly answered?: boolean }
  | { readonly is: 'editing'; readonly id: string; readonly problem?: NameProblem }
  | {
      readonly is: 'confirming';
      readonly passkeys: readonly Passkey[];
      /** The browser signals removals to password managers. */
      readonly signalsRemovals: boolean;
    }
  | { readonly is: 'removing'; readonly ids: readonly string[] }
  | { readonly is: 'sending-code' }
  | { readonly is: 'using-code'; readonly answered?: boolean };

/** True while the person waits for the server or the authenticator. */
export const isBusy = ({ is }: Activity): boolean => is !== 'none' && is !== 'editing' && is !== 'confirming';

/** True while the person may stop waiting: extensions may lose a prompt, and the browser cannot end it. */
export const isCancellable = (activity: Activity): boolean => activity.is === 'adding' && !activity.answered;

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

const pendingPrefix = 'pending:';

/** ID of a row whose passkey the server has accepted, until the list shows its record. */
const toPendingId = (credentialId: string): string => pendingPrefix + credentialId;

export const isPendingId = (id: string | undefined): boolean => id?.startsWith(pendingPrefix) ?? false;

/** The list with a passkey that the server has just accepted, before the next load shows its record. */
export function withPasskey(list: PasskeyList, added: EnrolledPasskey): PasskeyList {
  const { id, name = '', credentialId, mode } = added;
  if (list.passkeys.some((passkey) => passkey.id === id || passkey.credentialId === credentialId))
    return list;
  const passkey: Passkey = {
    id: id ?? toPendingId(credentialId),
    name,
    credentialId,
    createdAt: new Date(),
    usedHere: false,
    ...(list.passkeys.some((one) => one.worksNow !== undefined) && { mode, worksNow: true }),
  };
  return { ...list, passkeys: [...list.passkeys, passkey], needsNewPasskey: false };
}

export const withoutPasskeys = (list: PasskeyList, ids: readonly string[]): PasskeyList => ({
  ...list,
  passkeys: list.passkeys.filter(({ id }) => !ids.includes(id)),
});

export const withName = (list: PasskeyList, id: string, name: string): PasskeyList => ({
  ...list,
  passkeys: list.passkeys.map((passkey) => (passkey.id === id ? { ...passkey, name } : passkey)),
});

/** Record IDs of the rows that were pending in `before`, as far as `list` shows their records. */
export function findRecordIds(before: PasskeyList, list: PasskeyList): ReadonlyMap<string, string> {
  const known = new Set(before.passkeys.map(({ id }) => id));
  const others = list.passkeys.filter(({ id }) => !known.has(id));
  const pending = before.passkeys.filter(({ id }) => isPendingId(id));
  return new Map(
    pending.flatMap(({ id, credentialId }) => {
      const same = others.find((one) => one.credentialId === credentialId);
      const record = same ?? (others.length === 1 && !others[0]?.credentialId ? others[0] : undefined);
      return record ? [[id, record.id] as const] : [];
    }),
  );
}

/** The state with record IDs in place of those of pending rows. */
export function withRecordIds(state: ManagerState, ids: ReadonlyMap<string, string>): ManagerState {
  if (ids.size === 0) return state;
  const toId = (id: string) => ids.get(id) ?? id;
  const { activity, actionError, saving } = state;
  return {
    ...state,
    activity: withActivityIds(activity, toId),
    saving: new Map([...saving].map(([id, name]) => [toId(id), name])),
    actionError: actionError?.id === undefined ? actionError : { ...actionError, id: toId(actionError.id) },
  };
}

function withActivityIds(activity: Activity, toId: (id: string) => string): Activity {
  switch (activity.is) {
    case 'editing':
      return { ...activity, id: toId(activity.id) };
    case 'confirming':
      return { ...activity, passkeys: activity.passkeys.map((one) => ({ ...one, id: toId(one.id) })) };
    case 'removing':
      return { ...activity, ids: activity.ids.map(toId) };
    default:
      return activity;
  }
}

export const isSame = (one: PasskeyList, other: PasskeyList): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** True if the list on the page may be outdated after this error: the server refused, or its response was lost. */
export const needsReload = ({ status, code }: PasskeyError): boolean =>
  status !== undefined ||
  code === 'server_error' ||
  code === 'bad_response' ||
  code === 'aborted' ||
  code === 'unauthorized';

/** True if the list is not, or not any more, for the person to see. */
export const deniesAccess = ({ code }: PasskeyError): boolean =>
  code === 'unauthorized' || code === 'forbidden' || code === 'not_found';

/** True if the request or its response was lost, so that the write may have succeeded. */
export const isUndecided = ({ status }: PasskeyError): boolean => status === undefined || status >= 500;

/** True if the passkey that the person is editing or about to remove is not in the list. */
export function concernsMissing(activity: Activity, { passkeys }: PasskeyList): boolean {
  const isMissing = (id: string) => passkeys.every((passkey) => passkey.id !== id);
  if (activity.is === 'editing') return isMissing(activity.id);
  return activity.is === 'confirming' && activity.passkeys.some(({ id }) => isMissing(id));
}

export const removedElsewhere = ({ is }: Activity): ActionError => ({
  action: is === 'editing' ? 'rename' : 'remove',
  error: new PasskeyError('conflict', 'The passkey was removed elsewhere.'),
});
