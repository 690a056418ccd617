import { hex, sha256, textBytes } from '../bytes.ts';
import type { RecordedCall } from './call.ts';
import type { Entry } from './inspector-view.ts';

/** Passes on every past and future call, in order. */
export function watchCalls(tell: (call: RecordedCall) => void): void {
  new EventSource('/_mock/requests').addEventListener('message', ({ data }: MessageEvent<string>) => {
    tell(JSON.parse(data) as RecordedCall);
  });
}

/** Collects calls, each with the challenges and RP IDs known when it came. */
export class CallLog {
  #entries: readonly Entry[] = [];
  readonly #challenges = new Set<string>();
  readonly #rpIdHashes = new Map<string, string>();

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  async add(call: RecordedCall): Promise<void> {
    const options = call.options?.publicKey;
    const rpId = options?.rp?.id ?? options?.rpId;
    if (options?.challenge) this.#challenges.add(options.challenge);
    if (rpId) this.#rpIdHashes.set(hex(await sha256(textBytes(rpId))), rpId);
    const around = {
      origin: location.origin,
      challenges: new Set(this.#challenges),
      rpIdHashes: new Map(this.#rpIdHashes),
    };
    this.#entries = [...this.#entries, { number: this.#entries.length, call, around }];
  }

  clear(): void {
    this.#entries = [];
  }
}
