/** What the page, and those who do not see the list, are told of an action. */
import {
  PasskeyAddedEvent,
  PasskeyListChangedEvent,
  PasskeyManagerFailedEvent,
  PasskeyRemovedEvent,
  PasskeyRenamedEvent,
} from '../shared/events.ts';
import type { ActionOutcome } from './controller.ts';
import type { TextsOfManager } from './texts.ts';
import { bidiIsolate, shownName } from './names.ts';

export function toEvents(news: ActionOutcome): readonly Event[] {
  switch (news.is) {
    case 'listed':
      return news.changed ? [new PasskeyListChangedEvent(news.list.passkeys.length, news.list.capacity)] : [];
    case 'added':
      return [new PasskeyAddedEvent(news.passkey)];
    case 'renamed':
      return [new PasskeyRenamedEvent(news.id, news.name)];
    case 'removed':
      return news.passkeys.map(({ id }) => new PasskeyRemovedEvent(id));
    case 'code-sent':
      return [];
    case 'failed':
      return [new PasskeyManagerFailedEvent(news.trouble.action, news.trouble.error)];
  }
}

export function toAnnouncement(news: ActionOutcome, { manager, errors, helpdesk }: TextsOfManager): string {
  const name = (name: string) => bidiIsolate(shownName(name, manager.unnamed));
  switch (news.is) {
    case 'listed':
      return news.lost ? errors[news.lost.error.code] : '';
    case 'added':
      return news.passkey.name === undefined ? manager.addedUnnamed : manager.added(name(news.passkey.name));
    case 'renamed':
      return manager.renamed(name(news.name));
    case 'removed': {
      const [only, ...others] = news.passkeys;
      return only && others.length === 0
        ? manager.removed(name(only.name))
        : manager.removedMany(news.passkeys.length);
    }
    case 'code-sent':
      return helpdesk.codeSent(bidiIsolate(news.address));
    case 'failed':
      return errors[news.trouble.error.code];
  }
}
