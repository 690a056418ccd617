import { expect } from 'chai';
import { browserClock } from '../../src/async.ts';
import { defaultName, type Provenance } from '../../src/client/registration/default-name.ts';
import { settled, FakeClock } from '../support/fake-clock.ts';

const google = '6puNZk0BHSE85La0jLV11A==';
const zero = 'AAAAAAAAAAAAAAAAAAAAAA==';

function madeBy(AAGUID: string | null, about: Partial<Provenance['credential']> = {}): Provenance {
  const reply = { credentials: [{ id: 'AAAA', publicKey: 'AAAA', authenticator: { AAGUID } }] };
  return { credential: { response: {}, ...about }, reply };
}

/** Stands in for User-Agent Client Hints, as another device has them. */
function pretend(hints: object | undefined, userAgent: string, maxTouchPoints = 0): void {
  const values = { userAgentData: hints, userAgent, maxTouchPoints };
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(navigator, name, { configurable: true, value });
  }
}

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15';

describe("a new passkey's name", () => {
  afterEach(() => {
    for (const name of ['userAgentData', 'userAgent', 'maxTouchPoints'])
      Reflect.deleteProperty(navigator, name);
  });

  it("is its provider's, by AAGUID", async () => {
    expect(await defaultName(browserClock, madeBy(google))).to.equal('Google Password Manager');
  });

  it('is numbered when another passkey has it', async () => {
    const taken = ['Google Password Manager'];
    expect(await defaultName(browserClock, madeBy(google), taken)).to.equal('Google Password Manager 2');
  });

  const devices: readonly (readonly [string, object | undefined, string, number?])[] = [
    ['Mac', undefined, mac],
    ['iPad', undefined, mac, 5],
    ['iPhone', undefined, 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)', 5],
    ['Android', undefined, 'Mozilla/5.0 (Linux; Android 14; K)'],
    ['Windows', { platform: 'Windows' }, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'],
    ['Chromebook', { platform: 'Chrome OS' }, 'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)'],
    ['Linux', undefined, 'Mozilla/5.0 (X11; Linux x86_64)'],
    ['Passkey', undefined, 'Something new'],
    ['Pixel 9', { platform: 'Android', getHighEntropyValues: async () => ({ model: 'Pixel 9' }) }, 'Android'],
    ['Windows', { platform: 'Windows', getHighEntropyValues: async () => ({ model: '' }) }, 'Windows'],
    ['Mac', { platform: 'macOS', getHighEntropyValues: () => Promise.reject(new Error('no')) }, mac],
  ];

  for (const [name, hints, userAgent, touch] of devices) {
    it(`is ${name} where the AAGUID tells nothing, on ${userAgent}`, async () => {
      pretend(hints, userAgent, touch);
      expect(await defaultName(browserClock, madeBy(zero))).to.equal(name);
    });
  }

  for (const aaguid of [null, '', 'AAAA', 'no base64!']) {
    it(`does not stumble over the AAGUID ${JSON.stringify(aaguid)}`, async () => {
      pretend(undefined, mac);
      expect(await defaultName(browserClock, madeBy(aaguid))).to.equal('Mac');
    });
  }

  it('is not that of this device when the passkey is on another', async () => {
    const away = { authenticatorAttachment: 'cross-platform' } as const;
    const phone = { ...away, response: { transports: ['hybrid', 'internal'] as const } };
    const named = (about: object) => defaultName(browserClock, madeBy(zero, about));
    expect(await named(away)).to.equal('Security key');
    expect(await named(phone)).to.equal('Phone');
  });

  it('does not wait for a browser that never tells its model', async () => {
    pretend({ platform: 'macOS', getHighEntropyValues: () => new Promise(() => {}) }, mac);
    const clock = new FakeClock();
    const name = defaultName(clock, { credential: { response: {} } });
    await settled();
    await clock.advance(2_000);
    expect(await name).to.equal('Mac');
  });
});
