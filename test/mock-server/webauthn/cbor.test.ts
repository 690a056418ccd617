import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCborFirst, decodeCborMap } from '../../../mock-server/webauthn/cbor.ts';
import { Malformed } from '../../../mock-server/webauthn/index.ts';
import { hex } from '../../support/hostile.ts';

test('one item is decoded, and what follows it is given back', () => {
  const [item, rest] = decodeCborFirst(hex('a1 01 820203 ff'), 'it');
  assert.deepEqual(item, new Map([[1, [2, 3]]]));
  assert.deepEqual([...rest], [0xff]);
});

for (const [levels, item] of [
  [4, '81 81 81 81 00'],
  [4, 'a1 00 a1 00 82 81 00 81 00'],
  [1, '84 80 80 80 80'],
] as const) {
  test(`${item} is nested ${levels} deep, which is allowed`, () => {
    decodeCborFirst(hex(item), 'it');
  });
}

for (const item of ['81 81 81 81 81 00', 'a1 00 a1 00 a1 00 a1 00 81 00', '82 00 81 82 00 81 82 00 81 00']) {
  test(`${item} is nested deeper than four levels, which is not`, () => {
    assert.throws(() => decodeCborFirst(hex(item), 'it'), Malformed);
  });
}

for (const [what, item] of [
  ['an integer longer than it needs to be', '1801'],
  ['a length longer than it needs to be', '580101'],
  ['an array of indefinite length', '9f00ff'],
  ['a string of indefinite length', '7f6161ff'],
  ['undefined', 'f7'],
  ['a tag', 'c000'],
  ['the same key twice', 'a201000100'],
  ['less than it announces', '8200'],
  ['nothing', ''],
  ['a break alone', 'ff'],
] as const) {
  test(`canonical CBOR is not ${what}`, () => {
    assert.throws(() => decodeCborFirst(hex(item), 'it'), Malformed);
  });
}

test('a map is refused that something follows', () => {
  assert.throws(() => decodeCborMap(hex('a000'), 'it'), /nothing after the CBOR of it/);
});
