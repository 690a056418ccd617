/** Outcomes of actions, and the events and announcements derived from them. */
import type { EnrolledPasskey, Passkey, PasskeyList } from '../../client/types.ts';
import {
  PasskeyAddedEvent,
  PasskeyListChangedEvent,
  PasskeyManagerFailedEvent,
  PasskeyRemovedEvent,
  PasskeyRenamedEvent,
} from '../shared/events.ts';
import { bidiIsolate, shownName } from './names.ts';
import type { ActionError } from './state.ts';
import { failureText, type ManagerTexts } from './view-model.ts';

/** Outcome of an action, from which the element derives an event, an announcement and a focus target. */
export type ActionOutcome =
  | {
      readonly is: 'listed';
      readonly list: PasskeyList;
      /** The list differs from the one before it. */
      readonly changed: boolean;
      /** Set if the passkey that the person was editing or about to remove is no longer in the list. */
      readonly lost: ActionError | undefined;
    }
  /** `row`: record ID of the new passkey, if the list shows it. */
  | { readonly is: 'added'; readonly passkey: EnrolledPasskey; readonly row: string | undefined }
  | { readonly is: 'renamed'; readonly id: string; readonly name: string }
  /** `index`: former row of the first one. */
  | { readonly is: 'removed'; readonly passkeys: readonly Passkey[]; readonly index: number }
  | { readonly is: 'code-sent'; readonly address: string }
  | { readonly is: 'failed'; readonly failure: ActionError };

export function toEvents(outcome: ActionOutcome): readonly Event[] {
  switch (outcome.is) {
    case 'listed': {
      const { changed, list } = outcome;
      return changed ? [new PasskeyListChangedEvent(list.passkeys.length, list.capacity)] : [];
    }
    case 'added':
      return [new PasskeyAddedEvent(outcome.passkey)];
    case 'renamed':
      return [new PasskeyRenamedEvent(outcome.id, outcome.name)];
    case 'removed':
      return outcome.passkeys.map(({ id }) => new PasskeyRemovedEvent(id));
    case 'code-sent':
      return [];
    case 'failed':
      return [new PasskeyManagerFailedEvent(outcome.failure.action, outcome.failure.error)];
  }
}

/** True for an outcome that the person sees as a success note. A sent code is confirmed in its form. */
export const isSuccess = ({ is }: ActionOutcome): boolean =>
  is === 'added' || is === 'renamed' || is === 'removed';

/** Text for the live region; empty if there is nothing to announce. */
export function toAnnouncement(outcome: ActionOutcome, texts: ManagerTexts): string {
  const { manager, helpdesk } = texts;
  const toText = (failure: ActionError) => failureText(failure, { ...texts, words: manager });
  const quote = (name: string) => bidiIsolate(shownName(name, manager.unnamed));
  switch (outcome.is) {
    case 'listed':
      return outcome.lost ? toText(outcome.lost) : '';
    case 'added': {
      const { name } = outcome.passkey;
      return name === undefined ? manager.addedUnnamed : manager.added(quote(name));
    }
    case 'renamed':
      return manager.renamed(quote(outcome.name));
    case 'removed': {
      const [only, ...others] = outcome.passkeys;
      return only && others.length === 0
        ? manager.removed(quote(only.name))
        : manager.removedMany(outcome.passkeys.length);
    }
    case 'code-sent':
      return helpdesk.codeSent(bidiIsolate(outcome.address));
    case 'failed':
      return toText(outcome.failure);
  }
}
