import { hex } from '../bytes.ts';
import { Recent } from './recent.ts';
import type { SessionRecord, SessionStore } from './session-store.ts';

const cookieName = 'demo_session';

/**
 * Sessions in memory, named by a random cookie that scripts cannot read and other sites do not send.
 * A page served by HTTPS should add `Secure` and the prefix `__Host-`; on http://localhost Safari would drop it.
 */
export function cookieSessions(): SessionStore {
  const sessions = new Recent<SessionRecord>(1000);
  return {
    read: (request) => sessions.get(nameIn(request)),
    start(request, session) {
      sessions.take(nameIn(request));
      const name = randomName();
      sessions.set(name, session);
      return setCookie(`${cookieName}=${name}`);
    },
    /** Does not revive a session that has ended. */
    update(request, session) {
      const name = nameIn(request);
      if (sessions.has(name)) sessions.set(name, session);
    },
    end(request) {
      sessions.take(nameIn(request));
      return setCookie(`${cookieName}=; Max-Age=0`);
    },
  };
}

const setCookie = (pair: string) =>
  new Headers({ 'Set-Cookie': `${pair}; Path=/demo; HttpOnly; SameSite=Strict` });

function nameIn(request: Request): string {
  const cookies = (request.headers.get('Cookie') ?? '').split('; ');
  return cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
}

const randomName = () => hex(crypto.getRandomValues(new Uint8Array(32)));
