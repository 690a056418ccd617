import { createPasskeys } from '../../src/index.ts';
import { byId } from '../site/find.ts';
import { readSession } from '../site/session.ts';
import { issuerOf, poolId, type WorkspaceName } from '../site/workspace.ts';

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

/** Asks the workspace itself: the console may have switched it. */
async function tellMode(name: WorkspaceName): Promise<void> {
  const card = document.querySelector<HTMLElement>(`article[data-workspace=${name}]`);
  const mode = await createPasskeys({ issuer: issuerOf(name), poolId }).mode();
  if (card) card.dataset['mode'] = mode;
}
