import { expect } from 'chai';
import { errors } from '../../../src/i18n/en.ts';
import { codeSent, endScenarios, plan, type Plan, resetWorld } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';
import { places, type Place, type PlaceName } from './outage-places.ts';

/** A browser sends a request again when a connection that it kept open turns out to be closed, and we fetch ahead. */
const always = { times: 10 };

const faults: Readonly<Record<string, Pick<Plan, 'effect'> & Partial<Plan>>> = {
  'answers with an error': { effect: 'fail', status: 500, ...always },
  'answers late': { effect: 'delay', milliseconds: 30 },
  'breaks off its answer': { effect: 'truncate', bytes: 5, ...always },
  'never gets the call': { effect: 'drop', when: 'before', ...always },
  'loses its answer': { effect: 'drop', when: 'after', ...always },
};

const calmWords = [errors.server_error, errors.bad_response];
const known = ['One', 'Two', 'Renamed'];

interface Step {
  readonly call: Pick<Plan, 'method' | 'path'>;
  /** Default: everywhere. A call that is the same in both modes is tried in one. */
  readonly only?: readonly PlaceName[];
  readonly begins: readonly string[];
  /** Comes before the server has its fault. */
  readonly before?: (page: PasskeyManagerPage) => Promise<void>;
  readonly act: (page: PasskeyManagerPage) => Promise<void> | void;
  readonly succeeded: (page: PasskeyManagerPage) => boolean;
  /** Names that the list has in the end; `*` is a new one. */
  readonly leaves: readonly string[];
}

const hasAdded = (page: PasskeyManagerPage) => page.eventsOf('passkey-added').length > 0;
const hasSentCode = (page: PasskeyManagerPage) => page.parts('remote-form').length === 2;
const add = {
  act: (page: PasskeyManagerPage) => page.press('add'),
  succeeded: hasAdded,
  begins: [],
  leaves: ['*'],
};
const reads: Partial<Record<PlaceName, string>> = {
  'a list of one’s own, in Smart mode,': '**/self/me',
  'a list at a helpdesk': '**/users/*',
};
const helpdesk: PlaceName = 'a list at a helpdesk';
const oneMode: readonly PlaceName[] = [
  'a list of one’s own, in Smart mode,',
  'a list whose owner signed in a while ago',
  helpdesk,
];

const steps: Readonly<Record<string, Step>> = {
  'the begin of an enrolment': { ...add, call: { method: 'POST', path: '**/create/begin' } },
  'the end of an enrolment': { ...add, call: { method: 'POST', path: '**/create/complete' } },
  'a rename': {
    only: oneMode,
    begins: ['One'],
    call: { method: 'PUT', path: '**/name' },
    act: (page) => page.rename(0, 'Renamed'),
    succeeded: (page) => page.eventsOf('passkey-renamed').length > 0,
    leaves: ['Renamed'],
  },
  'a removal': {
    only: oneMode,
    begins: ['One', 'Two'],
    call: { method: 'DELETE', path: '**/webauthn/*' },
    act: async (page) => {
      page.press('remove');
      await page.shows(() => page.has('dialog'));
      page.press('dialog-confirm');
    },
    succeeded: (page) => page.eventsOf('passkey-removed').length > 0,
    leaves: ['Two'],
  },
  'the sending of a code': {
    only: [helpdesk],
    begins: [],
    call: { method: 'POST', path: '**/add/request' },
    act: (page) => page.submit('address', 'grace@example.com'),
    succeeded: hasSentCode,
    leaves: [],
  },
  'an enrolment with a code': {
    only: [helpdesk],
    begins: [],
    call: { method: 'POST', path: '**/add/complete' },
    before: async (page) => {
      page.submit('address', 'grace@example.com');
      await page.shows(() => hasSentCode(page));
    },
    act: async (page) => page.submit('code', await codeSent()),
    succeeded: hasAdded,
    leaves: ['*'],
  },
};

describe('<passkey-manager>, when the server', () => {
  let authenticator: VirtualAuthenticator;
  let place: Place;
  let page: PasskeyManagerPage;

  const open = async (where: PlaceName, { begins, before }: Step): Promise<void> => {
    place = await places[where]();
    for (const name of begins) {
      await place.directory.enroll({ name });
      await authenticator.clearCredentials();
    }
    // The names are saved behind the registrations, and a list waits for them.
    await place.directory.list();
    page = await PasskeyManagerPage.loaded(place.settings);
    await before?.(page);
  };

  /** Acts and waits until the element rests; a person who is asked to authenticate does so. */
  const attempt = async (step: Step, meets?: Plan): Promise<void> => {
    if (meets && !place.asksFirst) await plan(meets);
    await step.act(page);
    if (meets && place.asksFirst) {
      await page.shows(
        () => page.has('dialog-title') && page.part('dialog-title').textContent.startsWith('Confirm'),
      );
      await plan(meets);
      page.press('dialog-confirm');
    }
    await page.shows(() => !page.isBusy && (step.succeeded(page) || page.has('trouble')));
  };

  const namesOnServer = async (): Promise<readonly string[]> =>
    (await place.directory.list()).passkeys.map(({ name }) => name);

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('usb');
  });

  afterEach(async () => {
    page.close();
    await authenticator.remove();
  });

  for (const where of Object.keys(places) as PlaceName[]) {
    for (const [during, step] of Object.entries(steps)) {
      if (step.only?.includes(where) === false) continue;
      for (const [what, fault] of Object.entries(faults)) {
        it(`${what} during ${during}, leaves ${where} whole, and a second try works`, async () => {
          await open(where, step);
          await attempt(step, { ...step.call, ...fault });
          if (!step.succeeded(page)) {
            expect(page.part('trouble').textContent).to.include.oneOf(calmWords);
            await endScenarios();
            expect(page.names)
              .to.deep.equal(step.begins)
              .and.deep.equal(await namesOnServer());
            await attempt(step);
          }
          expect(page.has('trouble')).to.equal(false);
          await page.element.refresh();
          expect(page.names).to.deep.equal(await namesOnServer());
          expect(page.names.map((name) => (known.includes(name) ? name : '*'))).to.deep.equal(step.leaves);
        });
      }
    }
  }

  for (const [where, path] of Object.entries(reads) as [PlaceName, string][]) {
    for (const [what, fault] of Object.entries(faults)) {
      it(`${what} when it is asked for ${where}, is excused calmly, and asked again`, async () => {
        place = await places[where]();
        await place.directory.enroll({ name: 'One' });
        await plan({ method: 'GET', path, ...fault });
        page = await PasskeyManagerPage.loaded(place.settings);
        if (page.has('failure')) {
          expect(page.text).to.include.oneOf(calmWords);
          await endScenarios();
          page.press('retry');
        }
        await page.shows(() => page.names.length === 1);
        expect(page.eventsOf('passkey-list-changed')).to.have.length(1);
      });
    }
  }
});
