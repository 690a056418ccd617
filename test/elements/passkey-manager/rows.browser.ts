import { expect } from 'chai';
import { cdp } from '../../support/page.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { replaceMember } from '../../support/prompts.ts';
import { clientWith, credential, profileOf } from './states.ts';

interface AccessibilityNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

/** Accessible names of everything with this role, in the order of the page. */
async function accessibleNames(role: string): Promise<readonly (string | undefined)[]> {
  const { nodes } = await cdp<{ nodes: readonly AccessibilityNode[] }>('Accessibility.getFullAXTree');
  return nodes.filter((node) => !node.ignored && node.role?.value === role).map(({ name }) => name?.value);
}

describe('a row of <passkey-manager>', () => {
  let page: PasskeyManagerPage;

  const open = async (...credentials: Parameters<typeof profileOf>[0]): Promise<void> => {
    page = await PasskeyManagerPage.loaded({ client: clientWith(profileOf(credentials)) });
  };

  const factsOf = (row: number): string =>
    (page.parts('facts')[row]?.textContent ?? '').replace(/[\u2066-\u2069]/g, '').replaceAll('\u00a0', ' ');

  afterEach(() => page.close());

  it('tells who keeps the passkey, whether it is synced, its mode, and when it was made and used', async () => {
    const now = new Date().toISOString();
    await open(
      credential('1', {
        aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
        created_at: '2025-05-03T12:00:00Z',
        last_used_at: now,
      }),
      credential('2', {
        discoverable_id: '',
        created_at: '2025-05-03T12:00:00Z',
        last_used_at: '2025-06-01T12:00:00Z',
        transports: ['usb'],
        backup_eligible: false,
        backup_state: false,
      }),
    );
    await page.shows(() => factsOf(0).startsWith('Google Password Manager'));
    expect(factsOf(0)).to.equal(
      'Google Password Manager · Synced · One tap\nCreated May 3, 2025 · Last used today',
    );
    expect(factsOf(1)).to.equal(
      'On one device only · With username\nCreated May 3, 2025 · Last used Jun 1, 2025',
    );
    expect(page.parts('badge').map(({ textContent }) => textContent)).to.deep.equal(['Must be set up again']);
    const drawings = [...page.root.querySelectorAll('.provider-icon use')].map((use) =>
      use.getAttribute('href'),
    );
    expect(drawings).to.deep.equal(['#cloud', '#key']);
  });

  it('tells nothing that the tenant does not send', async () => {
    await open({ id: '1', type: 'webauthn', name: 'Key', updated_at: '2025-05-03T12:00:00Z' });
    expect(factsOf(0)).to.equal('');
    expect(page.part('facts').checkVisibility()).to.equal(false);
    expect(page.has('badge')).to.equal(false);
    expect(page.has('banner')).to.equal(false);
    expect(page.root.querySelector('.provider-icon use')?.getAttribute('href')).to.equal('#passkey');
  });

  it('names its buttons by the passkey, so that a list of all buttons makes sense', async () => {
    await open(credential('1', { name: 'Laptop' }), credential('2', { name: 'Phone' }));
    const named = (await accessibleNames('button')).map((name) => name?.replace(/[\u2068\u2069]/g, ''));
    expect(named).to.deep.equal([
      'Add a passkey',
      'Rename “Laptop”',
      'Remove “Laptop”',
      'Rename “Phone”',
      'Remove “Phone”',
    ]);
    expect(await accessibleNames('list')).to.have.length(1);
    expect(await accessibleNames('listitem')).to.have.length(2);
  });

  it('has buttons that are off while a name is being saved, also where ARIA is no property (Firefox before 119)', async () => {
    const restore = replaceMember(Element.prototype, 'ariaDisabled', undefined);
    const never = () => new Promise<Response>(() => undefined);
    page = await PasskeyManagerPage.loaded({ client: clientWith(profileOf([credential('1')], {}, never)) });
    await page.rename(0, 'Laptop');
    await page.shows(() => page.isBusy);
    page.press('rename');
    await page.element.updateComplete;
    restore();
    expect(page.has('editor')).to.equal(false);
  });

  it('needs one listener for a list of a hundred', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(index));
    await open(...ids.map((id) => credential(id)));
    const { result } = await cdp<{ result: { objectId: string } }>('Runtime.evaluate', {
      expression: `document.querySelector('passkey-manager').shadowRoot.querySelector('.list')`,
    });
    const listening = { objectId: result.objectId, depth: -1 };
    const { listeners } = await cdp<{ listeners: object[] }>('DOMDebugger.getEventListeners', listening);
    expect(listeners).to.have.length(1);
    page.press('rename', 99);
    await page.shows(() => page.has('editor'));
    expect(page.parts('row')[99]?.querySelector('[part=editor]')).to.equal(page.part('editor'));
  });
});
