import type {} from '../../src/define.ts';
import { byTag } from '../site/find.ts';
import { accessToken, startSession } from '../site/session.ts';
import { toIssuer, workspace } from '../site/workspace.ts';

const signIn = byTag('passkey-signin');
let account = 'account.html';
let wasOffered = false;

signIn.issuer = toIssuer(workspace);
signIn.onTokens = startSession;
signIn.accessToken = accessToken;
signIn.addEventListener('passkey-signed-in', () => location.assign(account));

// The account page confirms the new passkey. One that was not offered was made silently (`upgrade`).
signIn.addEventListener('passkey-offer', () => (wasOffered = true));
signIn.addEventListener('passkey-added', () => {
  account = wasOffered ? 'account.html?made=offered#made' : 'account.html#made';
});
