import { expect } from 'chai';
import { resetWorld, TestClient } from '../../support/client.ts';
import { plan, type Plan } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

type Fault = Pick<Plan, 'effect'> & Partial<Plan>;

/** A browser sends a request again when a connection that it kept open turns out to be closed, and we fetch ahead. */
const always = { times: 10 };

const faults: Readonly<Record<string, Fault>> = {
  'answers with an error': { effect: 'fail', status: 503, ...always },
  'answers late': { effect: 'delay', milliseconds: 30 },
  'breaks off its answer': { effect: 'truncate', bytes: 5, ...always },
  'never gets the call': { effect: 'drop', when: 'before', ...always },
  'loses its answer': { effect: 'drop', when: 'after', ...always },
};

interface Step {
  readonly call: Pick<Plan, 'method' | 'path'>;
  readonly act: (page: PasskeyManagerPage) => Promise<void> | void;
  /** A lost answer is made good: the list tells what became of it. */
  readonly recovers?: boolean;
}

const steps: Readonly<Record<string, Step>> = {
  'the begin of an enrolment': {
    call: { method: 'POST', path: '**/create/begin' },
    act: (page) => page.press('add'),
  },
  'the end of an enrolment': {
    call: { method: 'POST', path: '**/create/complete' },
    act: (page) => page.press('add'),
    recovers: true,
  },
  'a rename': {
    call: { method: 'PUT', path: '**/name' },
    act: (page) => page.rename(0, 'Renamed'),
  },
  'a removal': {
    call: { method: 'DELETE', path: '**/webauthn/*' },
    act: async (page) => {
      page.press('remove');
      await page.shows(() => page.has('dialog'));
      page.press('dialog-confirm');
    },
  },
};

describe('<passkey-manager> at a server that', () => {
  let authenticator: VirtualAuthenticator | undefined;
  let client: TestClient;
  let page: PasskeyManagerPage;

  const newAuthenticator = async (): Promise<void> => {
    await authenticator?.remove();
    authenticator = await addVirtualAuthenticator('internal');
  };

  beforeEach(async () => {
    await resetWorld();
    client = new TestClient('shop');
    await client.signInAda();
    for (const name of ['One', 'Two']) {
      await newAuthenticator();
      await client.passkeys.enroll({ name });
    }
    await newAuthenticator();
    page = await PasskeyManagerPage.loaded({ client: client.passkeys });
  });

  afterEach(async () => {
    page.close();
    await authenticator?.remove();
    authenticator = undefined;
  });

  for (const [during, step] of Object.entries(steps)) {
    for (const [what, fault] of Object.entries(faults)) {
      it(`${what} during ${during} ends at rest, with one outcome and the server's list`, async () => {
        const outcome = page.nextOf(
          'passkey-added',
          'passkey-renamed',
          'passkey-removed',
          'passkey-manager-failed',
        );
        await plan({ ...step.call, ...fault });
        await step.act(page);
        const { type } = await outcome;
        await page.shows(() => page.states.every((state) => state !== 'busy') && !page.has('spinner'));
        const succeeds = isHarmless(step, fault);
        expect(type === 'passkey-manager-failed').to.equal(!succeeds);
        const { passkeys } = await client.passkeys.list();
        expect(page.names).to.deep.equal(passkeys.map(({ name }) => name));
        expect(page.has('trouble')).to.equal(!succeeds);
      });
    }
  }
});

/** The server did what it was asked, and that can be told: 204 has no body that could break off. */
function isHarmless({ call, recovers = false }: Step, { effect, when }: Fault): boolean {
  if (effect === 'delay') return true;
  if (effect === 'truncate') return recovers || call.method === 'PUT' || call.method === 'DELETE';
  return effect === 'drop' && when === 'after' && recovers;
}
