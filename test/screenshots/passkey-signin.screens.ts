import { enrolAda } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { photograph } from '../support/looks.ts';
import { signinStates } from '../support/passkey-signin-states.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';

/** A sign-in page such as people make. */
const page = `
  body { margin: 0; background: Canvas; color: CanvasText; }
  main {
    box-sizing: border-box; max-inline-size: 25rem; margin: 2rem auto; padding: 1.75rem;
    border: 1px solid color-mix(in srgb, currentColor 15%, transparent); border-radius: 1rem;
    font: 1rem/1.5 'Liberation Sans', system-ui, sans-serif;
  }
  h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.2; }
  form { display: grid; gap: 0.75rem; }
  form p { margin: 0; }
  form label { display: grid; gap: 0.375rem; font-size: 0.875em; font-weight: 500; }
  form :is(input, button) {
    box-sizing: border-box; inline-size: 100%; min-block-size: 2.75rem; padding: 0.5em 0.75em; font: inherit;
    font-size: 1rem; color: inherit; border: 1px solid GrayText; border-radius: 0.625rem; background: transparent;
  }
  @media (width < 30rem) { main { margin: 0; border: 0; padding: 1rem; } }`;

function heading(): HTMLElement {
  const title = document.createElement('h1');
  title.slot = 'heading';
  title.textContent = document.dir === 'rtl' ? 'تسجيل الدخول' : 'Sign in';
  return title;
}

describe('pictures of <passkey-signin>', () => {
  let authenticator: VirtualAuthenticator | undefined;

  before(() => {
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = page;
  });

  const prepare = async (): Promise<void> => {
    await resetWorld();
    await authenticator?.remove();
    authenticator = await addVirtualAuthenticator('internal');
    await enrolAda('shop');
  };

  for (const [name, open] of Object.entries(signinStates)) {
    it(name, () =>
      photograph(`passkey-signin/${name}`, async (parent) => {
        await prepare();
        const { element } = await open({ parent });
        element.prepend(heading());
      }),
    ).timeout(60_000);
  }
});
