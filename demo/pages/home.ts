import type {} from '../../src/define.ts';
import { byId, byTag } from '../site/find.ts';
import { readMode } from '../site/mode.ts';
import { readSession, startSession } from '../site/session.ts';
import { toIssuer, workspace, type WorkspaceName } from '../site/workspace.ts';

const signIn = byTag('passkey-signin');
signIn.issuer = toIssuer(workspace);
signIn.onTokens = startSession;
signIn.addEventListener('passkey-signed-in', () => location.assign('account.html'));

void tellSession();
void tellMode('shop');
void tellMode('portal');

async function tellSession(): Promise<void> {
  const session = await readSession();
  byId('session').textContent =
    session.is === 'signed-in'
      ? `${session.user} is signed in to the ${session.workspace}.`
      : 'Nobody is signed in.';
}

async function tellMode(name: WorkspaceName): Promise<void> {
  const card = document.querySelector<HTMLElement>(`article[data-workspace=${name}]`);
  if (card) card.dataset['mode'] = await readMode(name);
}
