import { createStore, get, update } from 'idb-keyval';
import type { RecordedCall } from '../inspector/call.ts';

const database = createStore('connect-passkeys-demo-calls', 'calls');
const channel = new BroadcastChannel('connect-passkeys-demo-calls');
const most = 200;

/** Records the calls to this page's mock for the inspector: each page has a mock of its own. */
export function keepCalls(): void {
  new EventSource('/_mock/requests').addEventListener('message', ({ data }: MessageEvent<string>) => {
    const call = JSON.parse(data) as RecordedCall;
    channel.postMessage(call);
    void update<readonly RecordedCall[]>('all', (calls = []) => [...calls, call].slice(-most), database);
  });
}

/** Passes on every past and future call of all pages. */
export async function watchCalls(tell: (call: RecordedCall) => void): Promise<void> {
  const before = (await get<readonly RecordedCall[]>('all', database)) ?? [];
  before.forEach(tell);
  channel.addEventListener('message', ({ data }: MessageEvent<RecordedCall>) => tell(data));
}
