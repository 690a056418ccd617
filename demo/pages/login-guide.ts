/** The demo's guide beside the form: accounts to try, and the mode and order that the console has set. */
import type {} from '../../src/define.ts';
import { byId, byTag } from '../site/find.ts';
import { readMode, readPreferred } from '../site/mode.ts';
import { workspace } from '../site/workspace.ts';

for (const person of document.querySelectorAll<HTMLElement>('.people button')) {
  person.addEventListener('click', () => {
    byId('username', HTMLInputElement).value = person.dataset['user'] ?? '';
    byId('password', HTMLInputElement).value = person.dataset['password'] ?? '';
    byId('password').focus();
  });
}

document.documentElement.dataset['mode'] = await readMode(workspace);
byTag('passkey-signin').preferred = await readPreferred();
