import {
  createHttpClient,
  type HttpClient,
  type HttpRequest,
  type HttpSettings,
} from '../../src/api/http-client.ts';

type Answer = Response | Error;

interface Server {
  readonly requests: readonly Request[];
  readonly fetch: typeof globalThis.fetch;
}

/** A server that gives one answer after the other, the last one for ever, and records the requests. */
export function server(...answers: readonly [Answer, ...Answer[]]): Server {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push(new Request(input, init));
    const answer = answers[Math.min(requests.length, answers.length) - 1]!;
    if (answer instanceof Error) throw answer;
    return answer.clone();
  };
  return { requests, fetch };
}

const url = 'https://host.example/x';
export const read: HttpRequest = { call: 'me', url, token: 'none' };
export const write: HttpRequest = { call: 'create/begin', url, token: 'none' };

export const json = (body: unknown, init?: ResponseInit): Response => Response.json(body, init);
export const down = (): Answer => json({ error: 'down' }, { status: 503 });

/** Retries do not wait. */
export const at = (fetch: typeof globalThis.fetch, settings: HttpSettings = {}): HttpClient =>
  createHttpClient({ backoff: () => 0, ...settings, fetch });
