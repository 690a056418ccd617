import { cdp } from './page.ts';

/** Resolves when nothing holds the object any more; the test's time limit is the only one. */
export async function forgotten(object: WeakRef<object>): Promise<void> {
  while (object.deref()) await cdp('HeapProfiler.collectGarbage');
}
