import { byId } from '../site/find.ts';
import { readSession } from '../site/session.ts';

const status = byId('session');
const session = await readSession();
status.textContent =
  session.is === 'signed-in'
    ? `${session.user} is signed in to the ${session.workspace}.`
    : 'Nobody is signed in.';
