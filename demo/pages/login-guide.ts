/** What only a demo has beside the form: people to be, and how the console has set the workspace. */
import { byId } from '../site/find.ts';
import { modeOf } from '../site/mode.ts';
import { workspace } from '../site/workspace.ts';

for (const person of document.querySelectorAll<HTMLElement>('.people button')) {
  person.addEventListener('click', () => {
    byId('username', HTMLInputElement).value = person.dataset['user'] ?? '';
    byId('password', HTMLInputElement).value = person.dataset['password'] ?? '';
    byId('password').focus();
  });
}

document.documentElement.dataset['mode'] = await modeOf(workspace);
