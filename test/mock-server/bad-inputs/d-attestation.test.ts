import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../calls.ts';
import { attestationCases } from './cases/d-attestation.ts';
import { postEnrolment, postSignIn } from './raw.ts';
import { refused, refusedEnrolment, spoiledEnrolment } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();
const isBomb = ({ name }: { readonly name: string }) => name.startsWith('66 ');

for (const { name, ...wrong } of attestationCases) {
  test(name, async () => {
    const { status_code } = await refusedEnrolment(calls, wrong);
    assert.equal(status_code, 400);
  });
}

for (const { name, spoil } of attestationCases.filter(isBomb)) {
  test(`${name} in under 100 ms`, () => inTime(() => spoiledEnrolment(calls, spoil)));
}

const jsonBombs = [
  '['.repeat(65_000),
  '{"a":'.repeat(13_000),
  `{"id":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
];

for (const post of [postEnrolment, postSignIn]) {
  for (const bomb of jsonBombs) {
    test(`66 refuses the JSON bomb ${bomb.slice(0, 10)}… in under 100 ms (${post.name})`, () =>
      inTime(() => Promise.resolve(() => post(calls, bomb))));
  }
}

/** Time of this process, which the server runs in: how busy the machine is does not count. The best of five. */
async function inTime(prepare: () => Promise<() => Promise<Answer>>): Promise<void> {
  const spent: number[] = [];
  while (spent.length < 5 && !spent.some((milliseconds) => milliseconds < 100)) {
    const act = await prepare();
    await refused(calls, async () => {
      const from = process.cpuUsage();
      const answer = await act();
      const { user, system } = process.cpuUsage(from);
      spent.push((user + system) / 1000);
      return answer;
    });
  }
  assert.ok(Math.min(...spent) < 100, `took ${spent.join(', ')} ms`);
}
