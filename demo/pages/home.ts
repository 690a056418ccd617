import { readSession } from '../site/session.ts';

const status = document.querySelector<HTMLElement>('#session')!;
const session = await readSession();
status.textContent =
  session.is === 'signed-in' ? `${session.user} is signed in to the ${session.workspace}.` : 'Nobody is signed in.';
