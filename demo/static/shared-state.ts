import { browserStorage } from '../../mock-server/hosts/msw.ts';

/**
 * The mock's state in IndexedDB. When another page has changed it, this one reloads as soon as it becomes visible,
 * because its state was read before the change.
 */
export function sharedState(): ReturnType<typeof browserStorage> {
  const storage = browserStorage('connect-passkeys-demo');
  const channel = new BroadcastChannel('connect-passkeys-demo-state');
  let isStale = false;
  channel.addEventListener('message', () => (isStale = true));
  document.addEventListener('visibilitychange', () => {
    if (isStale && document.visibilityState === 'visible') location.reload();
  });
  return {
    ...storage,
    save: async (state) => {
      await storage.save(state);
      channel.postMessage('saved');
    },
  };
}
