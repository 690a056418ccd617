/** What the page, and those who do not see the list, are told of an action. */
import {
  PasskeyAddedEvent,
  PasskeyListChangedEvent,
  PasskeyManagerFailedEvent,
  PasskeyRemovedEvent,
  PasskeyRenamedEvent,
} from '../shared/events.ts';
import type { News } from './controller.ts';
import type { TextsOfManager } from './texts.ts';
import { isolated, shownName } from './names.ts';

export function eventsOf(news: News): readonly Event[] {
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

export function announcementOf(news: News, { manager, errors, helpdesk }: TextsOfManager): string {
  const name = (name: string) => isolated(shownName(name, manager.unnamed));
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
      return helpdesk.codeSent(isolated(news.address));
    case 'failed':
      return errors[news.trouble.error.code];
  }
}
