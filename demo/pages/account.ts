import type {} from '../../src/define.ts';
import { createPasskeys } from '../../src/index.ts';
import { byId, byTag } from '../site/find.ts';
import { accessToken, endSession, readSession, type SignedIn } from '../site/session.ts';
import { stepUp } from '../site/step-up.ts';
import { toIssuer, poolId, workspace } from '../site/workspace.ts';

const methods: Readonly<Record<string, string>> = { pop: 'a passkey', pwd: 'a password', otp: 'a code' };

const session = await readSession();
if (session.is === 'signed-in' && session.workspace === workspace) welcome(session);
else turnAway(session.is === 'signed-in' ? session : undefined);

function welcome(person: SignedIn): void {
  byId('user').textContent = person.user;
  byId('method').textContent = person.methods.map((method) => methods[method] ?? method).join(' and ');
  byId('sign-out').addEventListener('click', () => void signOut());
  // A client with its own step-up, because this page has a dialog. With `accessToken` on the element, the element's own
  // step-up would come first.
  byTag('passkey-manager').client = createPasskeys({
    issuer: toIssuer(workspace),
    poolId,
    accessToken,
    reauthenticate: stepUp(person.user),
  });
  byId('account').hidden = false;
  confirmNewPasskey();
}

/** After a passkey was made on the sign-in page. Filled after the page has loaded, so that screen readers announce it. */
function confirmNewPasskey(): void {
  if (location.hash !== '#made') return;
  const title = document.createElement('b');
  title.textContent = 'You have a passkey now.';
  const wasOffered = new URLSearchParams(location.search).get('made') === 'offered';
  const silently = ' Your password manager made it while you signed in, without a question.';
  byId('made').replaceChildren(title, `${wasOffered ? '' : silently} The next time, it signs you in.`);
}

/** Nobody is signed in to this workspace; `elsewhere`: the person who is signed in to the other one. */
function turnAway(elsewhere: SignedIn | undefined): void {
  if (elsewhere) {
    byId('elsewhere').textContent =
      `${elsewhere.user} is signed in to the ${elsewhere.workspace}. This is the ${workspace}.`;
    const link = byId('other-workspace', HTMLAnchorElement);
    link.textContent = `Go to the ${elsewhere.workspace}`;
    link.href = `?workspace=${elsewhere.workspace}`;
    link.hidden = false;
  }
  byId('stranger').hidden = false;
}

async function signOut(): Promise<void> {
  await endSession();
  location.assign('login.html');
}
