import assert from 'node:assert/strict';
import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import { startMockServer } from '../../mock-server/hosts/node.ts';
import { fileStorage } from '../../mock-server/store/file.ts';
import type { State } from '../../mock-server/store/state.ts';
import { memoryStorage, type SharedStorage, type Storage } from '../../mock-server/store/storage.ts';
import { Calls, Person } from './calls.ts';

const folder = await mkdtemp(join(tmpdir(), 'connect-passkeys-'));
after(() => rm(folder, { recursive: true }));

/** A state as a running server keeps it. */
async function someState(): Promise<State> {
  const storage = memoryStorage();
  await new Calls({ storage }).call('POST', '/_mock/reset');
  const state = await storage.load();
  assert.ok(state);
  return state;
}

test('a file that is not there yet is an empty start, and its folder is made', async () => {
  const storage = fileStorage(join(folder, 'new', 'mock.json'));
  assert.equal(await storage.load(), undefined);
  const state = await someState();
  await storage.save(state);
  assert.deepEqual(await storage.load(), state);
});

test('the file is for its owner only, and no draft stays beside it', async () => {
  const path = join(folder, 'private', 'mock.json');
  await fileStorage(path).save(await someState());
  assert.equal((await stat(path)).mode & 0o077, 0);
  assert.equal((await stat(join(folder, 'private'))).mode & 0o077, 0);
  assert.deepEqual(await readdir(join(folder, 'private')), ['mock.json']);
});

test('a draft that is there already lends the file neither its mode nor where it leads to', async () => {
  const [path, other] = [join(folder, 'again.json'), join(folder, 'other.txt')];
  await writeFile(other, 'of others', { mode: 0o644 });
  await symlink(other, `${path}.${process.pid}.tmp`);
  await fileStorage(path).save(await someState());
  assert.equal((await lstat(path)).mode & 0o077, 0);
  assert.equal(await readFile(other, 'utf8'), 'of others');
});

test('saves that overlap are all answered, and the last state stays', async () => {
  const path = join(folder, 'many.json');
  const storage = fileStorage(path);
  const state = await someState();
  const saves = Array.from({ length: 50 }, (_, count) => {
    state.clockOffset = count;
    return storage.save(state);
  });
  await Promise.all(saves);
  assert.equal((await storage.load())?.clockOffset, 49);
});

test('a save that fails is reported, and the next one works', async () => {
  const path = join(folder, 'blocked');
  const storage = fileStorage(join(path, 'mock.json'));
  await writeFile(path, 'a file where a folder is needed');
  const state = await someState();
  await assert.rejects(storage.save(state));
  await rm(path);
  await storage.save(state);
  assert.deepEqual(await storage.load(), state);
});

for (const content of ['buy milk', '', 'null', '[]', '{"name":"connect-passkeys"}']) {
  test(`a file of '${content}' is not of this server: it is named and left alone`, async () => {
    const path = join(folder, 'notes.txt');
    await writeFile(path, content);
    await assert.rejects(fileStorage(path).load(), /notes\.txt is not a file of this mock server/);
    assert.equal(await readFile(path, 'utf8'), content);
  });
}

test('a state of another version is refused', async () => {
  const state = { ...(await someState()), version: 2 } as unknown as State;
  const mistakes: unknown[] = [];
  const onError = (mistake: unknown) => mistakes.push(mistake);
  const server = createMockServer({ storage: memoryStorage(state), onError });
  assert.equal((await server.request('/_mock')).status, 500);
  assert.match(String(mistakes[0]), /version 2/);
});

for (const [name, about, says] of [
  ['of another version', { version: 2 }, /has version 2; this mock server reads version 1/],
  ['that lacks a part', { sessions: undefined }, /is incomplete: it has no "sessions"/],
] as const) {
  test(`a server does not start with a file ${name}, which is named and left alone`, async () => {
    const path = join(folder, 'other.json');
    const content = JSON.stringify({ ...(await someState()), ...about });
    await writeFile(path, content);
    await assert.rejects(startMockServer({ storage: fileStorage(path) }), (error: Error) => {
      assert.match(error.message, says);
      return error.message.startsWith(path);
    });
    assert.equal(await readFile(path, 'utf8'), content);
  });
}

test('a file that was written by half is left alone', async () => {
  const path = join(folder, 'half.json');
  const content = JSON.stringify(await someState()).slice(0, 500);
  await writeFile(path, content);
  await assert.rejects(
    startMockServer({ storage: fileStorage(path) }),
    /half\.json .* not written to its end/,
  );
  assert.equal(await readFile(path, 'utf8'), content);
});

test('a server does not start with a file that is read-only, which is named and left alone', async () => {
  const path = join(folder, 'read-only.json');
  const content = JSON.stringify(await someState());
  await writeFile(path, content, { mode: 0o444 });
  await assert.rejects(
    startMockServer({ storage: fileStorage(path) }),
    /read-only\.json is read-only: choose/,
  );
  assert.deepEqual([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777], [content, 0o444]);
});

test('a server does not start where a folder stands for the file, or a file for its folder', async () => {
  await assert.rejects(startMockServer({ storage: fileStorage(folder) }), /is a folder: choose another file/);
  const path = join(folder, 'no-folder');
  await writeFile(path, 'a file');
  const storage = fileStorage(join(path, 'deep', 'mock.json'));
  await assert.rejects(startMockServer({ storage }), /no-folder/);
});

test('of two servers with one file the second to write is told, and the first one loses nothing', async () => {
  const path = join(folder, 'two-servers.json');
  await fileStorage(path).save(await someState());
  const mistakes: unknown[] = [];
  const [one, other] = [fileStorage(path), fileStorage(path)].map((storage) =>
    createMockServer({ storage, onError: (mistake) => mistakes.push(mistake) }),
  );
  const [first, second] = [
    new Calls({}, { server: one } as Calls),
    new Calls({}, { server: other } as Calls),
  ];
  await second.call('GET', '/_mock');
  await new Person(first).enrol();
  const content = await readFile(path, 'utf8');
  const about = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const reply = await other?.request('/_mock/clock', { ...about, body: '{"advance_seconds":1}' });
  assert.equal(reply?.status, 500);
  assert.match(String(mistakes[0]), /two-servers\.json was written by another program/);
  assert.equal(await readFile(path, 'utf8'), content);
  assert.equal((await first.passkeys()).length, 1);
});

test('a file that is removed while the server runs is written afresh', async () => {
  const path = join(folder, 'removed.json');
  const storage = fileStorage(path);
  const state = await someState();
  await storage.save(state);
  await storage.load();
  await rm(path);
  await storage.save(state);
  assert.deepEqual(await fileStorage(path).load(), state);
});

test('passkeys made before a restart sign in after it', async () => {
  const path = join(folder, 'restart.json');
  const ada = new Person(new Calls({ storage: fileStorage(path) }));
  await ada.enrol();
  const restarted = new Calls({ storage: fileStorage(path) });
  assert.equal((await restarted.passkeys()).length, 1);
  const { body } = await new Person(restarted).beginSignIn();
  const assertion = ada.get(body as Parameters<Person['get']>[0]);
  assert.equal((await new Person(restarted).completeSignIn(assertion)).status, 200);
});

test('what is over is not kept for ever', async () => {
  const storage = memoryStorage();
  const calls = new Calls({ storage });
  await new Person(calls).beginSignIn();
  await new Person(calls).signInWithPassword('analytical engine');
  const later = { ...calls.world, now: () => calls.world.now() + 40 * 24 * 3600_000 };
  await new Calls({ storage, world: later }).call('POST', '/_mock/clock', { body: { advance_seconds: 0 } });
  const state = await storage.load();
  assert.deepEqual([state?.ceremonies, state?.grants], [{}, {}]);
});

test('what is over goes while the server runs, too, and the clock may be moved and reset', async () => {
  const storage = memoryStorage();
  const calls = new Calls({ storage });
  const pending = async () => Object.keys((await storage.load())?.ceremonies ?? {}).length;
  const seen: number[] = [];
  for (const seconds of [0, 299, 1, 600]) {
    await calls.call('POST', '/_mock/clock', { body: { advance_seconds: seconds } });
    await new Person(calls).beginSignIn();
    seen.push(await pending());
  }
  await calls.call('POST', '/_mock/reset');
  await new Person(calls).beginSignIn();
  await calls.call('POST', '/_mock/clock', { body: { advance_seconds: 301 } });
  await new Person(calls).beginSignIn();
  assert.deepEqual([...seen, await pending()], [1, 2, 3, 1, 1]);
});

test('servers that share what is kept tell the same time', async () => {
  const kept = memoryStorage();
  const storage: SharedStorage = {
    load: async () => structuredClone(await kept.load()),
    save: (state) => kept.save(state),
    exclusive: (turn) => turn(),
  };
  const [one, other] = [new Calls({ storage }), new Calls({ storage })];
  await one.passkeys();
  await other.call('POST', '/_mock/clock', { body: { advance_seconds: 600 } });
  const reply = await one.call('GET', '/acme/shop/.well-known/jwks.json');
  assert.equal(reply.headers.get('Date'), 'Mon, 05 Jan 2026 09:10:00 GMT');
});

test('a change is answered when it is kept, not before', async () => {
  const kept = memoryStorage();
  const order: string[] = [];
  const storage: Storage = {
    load: () => kept.load(),
    save: async (state) => {
      await new Promise(setImmediate);
      order.push('kept');
      await kept.save(state);
    },
  };
  await new Calls({ storage }).call('POST', '/_mock/clock', { body: { advance_seconds: 1 } });
  order.push('answered');
  assert.deepEqual(order, ['kept', 'answered']);
});
