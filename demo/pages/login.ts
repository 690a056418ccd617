import type {} from '../../src/define.ts';
import { createPasskeys, type DetectedMode } from '../../src/index.ts';
import { byId, byTag } from '../site/find.ts';
import { accessToken, startSession } from '../site/session.ts';
import { issuerOf, poolId, workspace } from '../site/workspace.ts';

const signIn = byTag('passkey-signin');
const username = byId('username', HTMLInputElement);
const password = byId('password', HTMLInputElement);
let account = 'account.html';
let wasOffered = false;

signIn.client = createPasskeys({
  issuer: issuerOf(workspace),
  poolId,
  accessToken,
  onTokens: startSession,
  // After a password sign-in the browser may make a passkey silently; where it does not, the element offers one.
  upgrade: true,
});

signIn.addEventListener('passkey-offer', () => (wasOffered = true));
signIn.addEventListener('passkey-added', () => (account = wasOffered ? account : 'account.html#made'));
signIn.addEventListener('passkey-signed-in', ({ detail }) => {
  if (!detail.redirects) location.assign(account);
});

signIn.addEventListener('passkey-mode-detected', ({ detail }) => tellMode(detail.mode));
signIn.addEventListener('passkey-signin-failed', ({ detail }) => {
  if (detail.code === 'mechanism_disabled') tellMode('unavailable');
});

for (const person of document.querySelectorAll<HTMLElement>('.people button')) {
  person.addEventListener('click', () => {
    username.value = person.dataset['user'] ?? '';
    password.value = person.dataset['password'] ?? '';
    password.focus();
  });
}

function tellMode(mode: DetectedMode): void {
  document.documentElement.dataset['mode'] = mode;
}
