import type {} from '../../src/define.ts';
import { createPasskeys } from '../../src/index.ts';
import { accessToken, startSession } from '../site/session.ts';
import { issuerOf, poolId, workspace } from '../site/workspace.ts';

const signIn = document.querySelector('passkey-signin')!;
const form = document.querySelector<HTMLFormElement>('#sign-in')!;
const fields = form.elements as unknown as Record<'username' | 'password', HTMLInputElement>;

signIn.client = createPasskeys({ issuer: issuerOf(workspace), poolId, accessToken, onTokens: startSession });

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn.signInWithPassword(fields.username.value, fields.password.value);
});

signIn.addEventListener('passkey-signed-in', ({ detail }) => {
  if (!detail.redirects) location.assign('account.html');
});

signIn.addEventListener('passkey-mode-detected', ({ detail }) => {
  document.documentElement.dataset['mode'] = detail.mode;
});

for (const person of document.querySelectorAll<HTMLElement>('.people button')) {
  person.addEventListener('click', () => {
    fields.username.value = person.dataset['user'] ?? '';
    fields.password.value = person.dataset['password'] ?? '';
    fields.password.focus();
  });
}
