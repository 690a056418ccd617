/** The demo's guide beside the form: accounts to try, and the mode that the console has set. */
import { byId } from '../site/find.ts';
import { readMode } from '../site/mode.ts';
import { workspace } from '../site/workspace.ts';

for (const person of document.querySelectorAll<HTMLElement>('.people button')) {
  person.addEventListener('click', () => {
    byId('username', HTMLInputElement).value = person.dataset['user'] ?? '';
    byId('password', HTMLInputElement).value = person.dataset['password'] ?? '';
    byId('password').focus();
  });
}

document.documentElement.dataset['mode'] = await readMode(workspace);
