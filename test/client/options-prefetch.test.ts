import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { createContext } from '../../src/client/context.ts';
import { createSignInClient } from '../../src/client/create-passkeys.ts';
import { OptionsPrefetch } from '../../src/client/options-prefetch.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

test('a pointer that comes and goes often leaves one wish and one timer', async () => {
  const clock = new FakeClock();
  const fetch = async () => Response.json({ publicKey: { challenge: 'AAAA' } });
  const config = { issuer: 'https://connect.example.com/acme/shop', poolId: 'customers', fetch };
  const passkeys = createSignInClient(createContext(config, clock));
  const { signal } = new AbortController();
  for (let times = 0; times < 5; times += 1) passkeys.prepareSignIn({ signal });
  for (let turns = 0; turns < 20 && clock.pending.length === 0; turns += 1) await settled();
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  assert.deepEqual(clock.pending, [225_000]);
});

test('options that arrive when their challenge has expired are fetched again', async () => {
  const clock = new FakeClock();
  const replies: ((challenge: string) => void)[] = [];
  const prefetch = new OptionsPrefetch<object, { publicKey: { challenge: string; timeout?: number } }>(
    clock,
    {
      fetch: () => new Promise((arrive) => replies.push((challenge) => arrive({ publicKey: { challenge } }))),
      matches: () => true,
    },
  );
  const taking = prefetch.take({}, new AbortController().signal);
  clock.jump(400_000);
  replies[0]?.('old');
  await settled();
  replies[1]?.('new');
  assert.equal((await taking).options.publicKey.challenge, 'new');
});
