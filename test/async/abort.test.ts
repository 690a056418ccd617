import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, down, json, read, server } from '../api/answers.ts';

test('an aborted signal sends nothing', async () => {
  const { requests, fetch } = server(json({}));
  await assert.rejects(at(fetch).get({ ...read, signal: AbortSignal.abort() }), { code: 'aborted' });
  assert.equal(requests.length, 0);
});

/** Answers never, but ends with its signal, as `fetch` does. */
const silentServer =
  (reached: () => void): typeof globalThis.fetch =>
  (input, init) =>
    new Promise((_, reject) => {
      const { signal } = new Request(input, init);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      reached();
    });

test('aborting ends a request under way', async () => {
  const leaving = new AbortController();
  let ended: AbortSignal | null | undefined;
  const fetch = silentServer(() => leaving.abort());
  const call = at((input, init) => {
    ended = init?.signal;
    return fetch(input, init);
  }).get({ ...read, signal: leaving.signal });
  await assert.rejects(call, { code: 'aborted' });
  assert.equal(ended?.aborted, true);
});

test('aborting ends a call whose reply never comes to its end', async () => {
  const leaving = new AbortController();
  const endless = new Response(new ReadableStream({ pull: () => leaving.abort() }, { highWaterMark: 0 }));
  const call = at(() => Promise.resolve(endless)).get({ ...read, signal: leaving.signal });
  await assert.rejects(call, { code: 'aborted' });
});

test('aborting ends the wait for a retry, after which nothing is sent', async (context) => {
  const waits: (() => void)[] = [];
  context.mock.method(globalThis, 'setTimeout', (run: () => void) => waits.push(run));
  const leaving = new AbortController();
  const { requests, fetch } = server(down(), json({}));
  const backoff = () => {
    leaving.abort();
    return 600;
  };
  await assert.rejects(at(fetch, { backoff }).get({ ...read, signal: leaving.signal }), { code: 'aborted' });
  assert.equal(waits.length, 1);
  for (const run of waits) run();
  await new Promise(setImmediate);
  assert.equal(requests.length, 1);
});

test('aborting ends a call whose accessToken never answers', async () => {
  const leaving = new AbortController();
  const accessToken = () => new Promise<string>(() => {});
  const call = at(server(json({})).fetch, { accessToken }).get({
    ...read,
    token: 'bearer',
    signal: leaving.signal,
  });
  leaving.abort();
  await assert.rejects(call, { code: 'aborted' });
});

test('a server that does not answer ends at the deadline', async () => {
  const deadline = new AbortController();
  const fetch = silentServer(() => deadline.abort(new DOMException('late', 'TimeoutError')));
  const call = at(fetch, { deadline: () => deadline.signal }).get(read);
  await assert.rejects(call, { code: 'server_error', message: /in time/ });
});
