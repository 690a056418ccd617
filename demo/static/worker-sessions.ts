import type { SessionRecord, SessionStore } from '../backend/session-store.ts';

/** The one session of the static demo, in the memory of its worker: pages come and go, the worker stays. */
export function workerSessions(): SessionStore {
  const write = (session?: SessionRecord) => ask({ demoSession: 'write', session });
  const written = async (session?: SessionRecord) => {
    await write(session);
    return new Headers();
  };
  return {
    read: () => ask({ demoSession: 'read' }) as Promise<SessionRecord | undefined>,
    start: (_request, session) => written(session),
    update: async (_request, session) => {
      await write(session);
    },
    end: () => written(),
  };
}

async function ask(message: object): Promise<unknown> {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((answer) => {
    port1.onmessage = ({ data }) => {
      port1.close();
      answer(data);
    };
    active?.postMessage(message, [port2]);
  });
}
