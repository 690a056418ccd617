/** A sign-in page as most people write it: one script, a button, and the begin at the click. */
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';

const login = '/acme/identity/customers/login/usernameless-webauthn';

const button = document.createElement('button');
button.textContent = 'Sign in with a passkey';
button.addEventListener('click', () => void signIn());
document.body.append(button);

async function signIn(): Promise<void> {
  const { publicKey } = (await post('begin', { workspace_id: 'shop' })) as {
    publicKey: PublicKeyCredentialRequestOptionsJSON;
  };
  await post('complete', await startAuthentication({ optionsJSON: publicKey }));
}

async function post(step: string, body: unknown): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${login}/${step}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${step} answered ${String(reply.status)}.`);
  return reply.json();
}
