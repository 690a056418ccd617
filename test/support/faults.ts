/** Faults of the network and of servers, injected in the page: for code that is tested without the mock server. */
import type { RequestHandler } from 'msw';
import { setupWorker, type SetupWorker } from 'msw/browser';

export { delay, http, HttpResponse } from 'msw';

let worker: SetupWorker | undefined;

/** From now on these handlers answer; what none of them handles goes to the real server. */
export async function injectFaults(...handlers: readonly RequestHandler[]): Promise<void> {
  if (!worker) {
    worker = setupWorker();
    await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  }
  worker.resetHandlers(...handlers);
}

/** Ends all faults; for `afterEach`. */
export function endFaults(): void {
  worker?.resetHandlers();
}
