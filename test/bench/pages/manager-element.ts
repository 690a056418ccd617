import '../../../src/passkey-manager.ts';
import { createPasskeys } from '../../../src/index.ts';
import type { SelfCredential, SelfProfile } from '../../../src/api/contract.ts';

const day = 86_400_000;

const profile: SelfProfile = {
  id: 'ada',
  authentication_mechanisms: ['password', 'usernameless_webauthn'],
  identifiers: [{ identifier: 'ada@example.com' }],
  limits: { webauthn_credentials: 100 },
  credentials: Array.from({ length: 100 }, (_, index): SelfCredential => {
    const then = new Date(Date.now() - index * day).toISOString();
    return {
      id: `record-${index}`,
      name: `Passkey ${index}`,
      type: 'webauthn',
      updated_at: then,
      created_at: then,
      last_used_at: then,
      discoverable_id: 'AQID',
      aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
      transports: ['internal', 'hybrid'],
      backup_eligible: true,
      backup_state: true,
    };
  }),
};

declare global {
  interface Window {
    /** Milliseconds that the element rendered for, until the list was there. */
    rendered: Promise<number>;
    /** Rows with nodes that a rename changed. */
    rename(): Promise<number>;
  }
}

const element = document.createElement('passkey-manager');
element.client = createPasskeys({
  issuer: `${location.origin}/acme/shop`,
  accessToken: () => 'token',
  remember: false,
  fetch: async (input, init) =>
    new Request(input, init).method === 'GET' ? Response.json(profile) : new Response(null, { status: 204 }),
});

const renderTime = timeUpdates(element);
window.rendered = when('passkey-list-changed').then(renderTime);
window.rename = rename;
document.querySelector('main')?.append(element);

/** Every update of a Lit element runs in `performUpdate`. */
function timeUpdates(host: object): () => Promise<number> {
  const updating = host as { performUpdate(): void; readonly updateComplete: Promise<unknown> };
  const update = updating.performUpdate.bind(host);
  let spent = 0;
  updating.performUpdate = () => {
    const started = performance.now();
    update();
    spent += performance.now() - started;
  };
  return async () => {
    await updating.updateComplete;
    return spent;
  };
}

async function rename(): Promise<number> {
  const rows = new Set<Element | null>();
  press('rename');
  await element.updateComplete;
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) rows.add(rowOf(target));
  });
  observer.observe(root(), { subtree: true, childList: true, characterData: true, attributes: true });
  const input = root().querySelector<HTMLInputElement>('[part=input]');
  if (input) input.value = 'Another name';
  press('save');
  await when('passkey-renamed');
  await element.updateComplete;
  rows.delete(null);
  return rows.size;
}

function press(part: string): void {
  root().querySelector<HTMLElement>(`[part=${part}]`)?.click();
}

function rowOf(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest('[part=row]') ?? null;
}

function root(): ShadowRoot {
  if (!element.shadowRoot) throw new Error('The element has not rendered.');
  return element.shadowRoot;
}

function when(type: string): Promise<unknown> {
  return new Promise((resolve) => {
    element.addEventListener(type, resolve, { once: true });
  });
}
