import { expect } from 'chai';
import { BrowserStorage, storageKey } from '../../src/client/storage.ts';

const clock = { now: () => 1_767_603_600_000 };
const memory = (): BrowserStorage => new BrowserStorage(clock);
const stored = (): unknown => JSON.parse(localStorage.getItem(storageKey) ?? 'null');

describe('what the browser remembers', () => {
  const setItem = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem') ?? {};
  const storage = Object.getOwnPropertyDescriptor(window, 'localStorage') ?? {};

  afterEach(() => {
    Object.defineProperty(Storage.prototype, 'setItem', setItem);
    Object.defineProperty(window, 'localStorage', storage);
    localStorage.clear();
  });

  it('is there after a reload, under one key', () => {
    const first = memory();
    first.rememberUsername('ada@example.com');
    first.rememberNotNow();
    first.rememberUse('AAAA');
    first.rememberMode('https://issuer.example', 'classic');
    expect(Object.keys(localStorage)).to.deep.equal([storageKey]);
    const next = memory();
    expect(next.lastUsername).to.equal('ada@example.com');
    expect(next.notNowAt).to.equal(1_767_603_600);
    expect(next.usedCredentialIds).to.deep.equal(['AAAA']);
    expect(next.modeOf('https://issuer.example')).to.equal('classic');
    expect(next.modeOf('https://other.example')).to.equal(undefined);
  });

  it('is nothing at first, and nothing is written by reading', () => {
    const { lastUsername, notNowAt, usedCredentialIds } = memory();
    expect([lastUsername, notNowAt, usedCredentialIds]).to.deep.equal([undefined, undefined, []]);
    expect(localStorage).to.have.length(0);
  });

  it('goes with forget(), also for another tab', () => {
    const one = memory();
    const other = memory();
    one.rememberUsername('ada@example.com');
    other.forget();
    expect(one.lastUsername).to.equal(undefined);
    expect(localStorage).to.have.length(0);
  });

  it('stays with the page where it is switched off', () => {
    const off = new BrowserStorage(clock, false);
    off.rememberUse('AAAA');
    expect(off.usedCredentialIds).to.deep.equal(['AAAA']);
    expect(localStorage).to.have.length(0);
    off.forget();
    expect(off.usedCredentialIds).to.deep.equal([]);
  });

  it('drops a username that is taken back', () => {
    memory().rememberUsername('ada@example.com');
    memory().rememberUsername(undefined);
    expect(memory().lastUsername).to.equal(undefined);
  });

  it('is bounded: the latest credentials stay, too long a username does not', () => {
    const full = memory();
    for (let index = 0; index < 60; index += 1) full.rememberUse(`id${index}`);
    full.rememberUse('id30');
    full.rememberUsername('x'.repeat(10_000));
    expect(full.usedCredentialIds).to.have.length(50);
    expect(full.usedCredentialIds.slice(0, 2)).to.deep.equal(['id30', 'id59']);
    expect(full.lastUsername).to.equal(undefined);
    expect(localStorage.getItem(storageKey)).to.have.length.below(1000);
  });

  for (const text of [
    'no JSON',
    'null',
    '7',
    '[]',
    '{"usedCredentialIds":"AAAA","username":7,"notNowAt":"now","modes":{}}',
    '{"usedCredentialIds":[7,"a b",null],"modes":[["x","y"],7]}',
    '{"__proto__":{"username":"polluted"}}',
  ]) {
    it(`is nothing when ${text} was left under the key, and can be written again`, () => {
      localStorage.setItem(storageKey, text);
      const { lastUsername, notNowAt, usedCredentialIds } = memory();
      expect([lastUsername, notNowAt, usedCredentialIds]).to.deep.equal([undefined, undefined, []]);
      memory().rememberUse('AAAA');
      expect(stored()).to.have.property('usedCredentialIds').that.deep.equals(['AAAA']);
    });
  }

  it('stays with the page where it is switched off; forget() still removes what an earlier page kept', () => {
    memory().rememberUsername('ada@example.com');
    new BrowserStorage(clock, false).forget();
    expect(localStorage).to.have.length(0);
  });

  describe('where storage is full', () => {
    let full: BrowserStorage;

    beforeEach(() => {
      full = memory();
      full.rememberUsername('ada@example.com');
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });

    it('stays with the page, and nothing out of date is left behind', () => {
      full.rememberUsername('grace@example.com');
      expect(full.lastUsername).to.equal('grace@example.com');
      expect(memory().lastUsername).to.equal(undefined);
    });

    it('does not come back on the next page when it was taken back', () => {
      full.rememberUsername(undefined);
      expect(memory().lastUsername).to.equal(undefined);
    });

    it('goes with forget(), also what another page has written since', () => {
      full.rememberNotNow();
      Object.defineProperty(Storage.prototype, 'setItem', setItem);
      memory().rememberUsername('ada@example.com');
      full.forget();
      expect(full.notNowAt).to.equal(undefined);
      expect(localStorage).to.have.length(0);
    });
  });

  it('stays with the page where storage is forbidden', () => {
    const get = (): never => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { configurable: true, get });
    const forbidden = memory();
    forbidden.rememberUse('AAAA');
    expect(forbidden.usedCredentialIds).to.deep.equal(['AAAA']);
    forbidden.forget();
    expect(forbidden.usedCredentialIds).to.deep.equal([]);
  });
});
