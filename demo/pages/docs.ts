import type {} from '../../src/define.ts';
import { accessToken, startSession } from '../site/session.ts';
import { toIssuer, workspace } from '../site/workspace.ts';

for (const signIn of document.querySelectorAll('passkey-signin')) {
  signIn.issuer = toIssuer(workspace);
  signIn.onTokens = startSession;
  signIn.addEventListener('passkey-signed-in', () => location.reload());
}
for (const manager of document.querySelectorAll('passkey-manager')) {
  manager.issuer = toIssuer(workspace);
  manager.accessToken = accessToken;
}

const field = document.querySelector<HTMLInputElement>('#find');
if (field) {
  field.value = decodeURIComponent(location.hash.slice(1));
  field.addEventListener('input', () => {
    find(field.value);
  });
  find(field.value);
}

/** Shows the rows of the tables that have every word. A link to `docs-errors.html#timeout` finds that code. */
function find(text: string): void {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = [...document.querySelectorAll<HTMLElement>('tbody tr')];
  const shown = rows.filter((row) => {
    const content = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => content.includes(word));
    return !row.hidden;
  });
  for (const table of document.querySelectorAll<HTMLElement>('.scroll')) {
    table.hidden = table.querySelector('tbody tr:not([hidden])') === null;
  }
  const found = document.querySelector('#found');
  if (found) found.textContent = words.length === 0 ? '' : `${shown.length} of ${rows.length} errors`;
}
