/** The script of a customer's page with the elements in its markup. */
import '../../../src/define.ts';
import { createSystemClient } from '../../../src/system.ts';

const query = new URLSearchParams(location.search);
const workspace = query.get('workspace') ?? 'shop';

for (const signin of document.querySelectorAll('passkey-signin')) {
  let token = '';
  signin.accessToken = () => token;
  signin.onTokens = (tokens) => {
    token = tokens.access_token;
  };
}

const manager = document.querySelector('passkey-manager');
if (manager && location.pathname === '/account') await showOwnPasskeys(manager);
if (manager && location.pathname === '/helpdesk') await showPasskeysOfGrace(manager);

async function showOwnPasskeys(manager: HTMLElementTagNameMap['passkey-manager']): Promise<void> {
  const scope = 'openid view_ss_profile manage_ss_profile';
  const order = { workspace, user: 'ada@example.com', scope };
  let token = await tokenFor({ ...order, auth_age_seconds: Number(query.get('age')) });
  manager.accessToken = () => token;
  manager.reauthenticate = async () => {
    token = await tokenFor(order);
  };
}

async function showPasskeysOfGrace(manager: HTMLElementTagNameMap['passkey-manager']): Promise<void> {
  const token = await tokenFor({ workspace: 'system', client: 'backoffice', scope: 'identity' });
  const { issuer = '', poolId = '' } = manager;
  const system = createSystemClient({ issuer, poolId, accessToken: () => token });
  const { user } = await system.userByKey({ identifier: 'grace@example.com' });
  manager.mode = workspace === 'portal' ? 'classic' : 'smart';
  Object.assign(manager, { system, userId: user.id, capacity: 10 });
}

async function tokenFor(order: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(order) };
  const reply = await fetch('/_mock/tokens', request);
  return ((await reply.json()) as { access_token: string }).access_token;
}
