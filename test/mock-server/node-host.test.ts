import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { test } from 'node:test';
import { startMockServer } from '../../mock-server/hosts/node.ts';

test('a method that no Request can have is answered like every call that is not there', async (about) => {
  const mistakes: unknown[] = [];
  const { url, close } = await startMockServer({ onError: (mistake) => mistakes.push(mistake) });
  about.after(close);
  const [reply] = (await once(request(url, { method: 'TRACE' }).end(), 'response')) as [IncomingMessage];
  reply.resume();
  assert.equal(reply.statusCode, 404);
  assert.equal(reply.headers['content-type'], 'application/json');
  assert.deepEqual(mistakes, []);
});
