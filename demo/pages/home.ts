import { byId } from '../site/find.ts';
import { readMode } from '../site/mode.ts';
import { readSession } from '../site/session.ts';
import type { WorkspaceName } from '../site/workspace.ts';

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
