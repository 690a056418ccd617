/** Both elements, as a page writes them that knows nothing of the browser. */
import '../../src/define.ts';
import { clientOf } from '../bench/pages/account.ts';

const signin = `<passkey-signin issuer="${location.origin}/acme/shop" pool-id="customers">`;
const markup = `
  ${signin}</passkey-signin>
  ${signin}<p slot="unsupported">Use a newer browser.</p><button slot="other-ways">Password</button></passkey-signin>
  <passkey-manager></passkey-manager>
  <passkey-manager><p slot="unsupported">Add passkeys elsewhere.</p></passkey-manager>`;

document.body.append(document.createRange().createContextualFragment(markup));

const client = clientOf('shop');
await client.signInWithPassword('ada@example.com', 'analytical engine');
document.querySelectorAll('passkey-manager').forEach((manager) => (manager.client = client));
