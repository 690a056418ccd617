/** The same sign-in as most people write it: ask at the click, prompt, send. */
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { clientOf, enrollWith } from './account.ts';
import { stageSignIn } from './marks.ts';

const family = '/acme/identity/customers/login/usernameless-webauthn';

window.enroll = () => enrollWith(clientOf('shop'));
stageSignIn(async () => {
  const { publicKey } = (await post(`${family}/begin`, { workspace_id: 'shop' })) as {
    publicKey: PublicKeyCredentialRequestOptionsJSON;
  };
  return post(`${family}/complete`, await startAuthentication({ optionsJSON: publicKey }));
});

async function post(path: string, body: unknown): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}.`);
  return reply.json();
}
