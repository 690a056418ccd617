import type { Environment } from '../environment.ts';
import { hashPassword } from './password-hash.ts';
import type { Client } from './state.ts';

/** Tokens of this workspace are for the system API. */
export const systemWorkspace = 'system';

/** Every path and every port of this machine: see `oauth/redirect-uri.ts`. */
export const loopbackUris = ['http', 'https'].flatMap((scheme) =>
  ['127.0.0.1', '[::1]', 'localhost'].map((host) => `${scheme}://${host}`),
);

export const userScopes = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'view_ss_profile',
  'manage_ss_profile',
];

/** The clients of a new server. @param workspaceIds where people sign in */
export async function seedClients(
  environment: Environment,
  workspaceIds: readonly string[],
): Promise<Client[]> {
  const secret = (text: string) => hashPassword(text, environment.randomBytes(16));
  const app: Pick<Client, 'workspaceIds' | 'grantTypes' | 'redirectUris' | 'scopes'> = {
    workspaceIds: [...workspaceIds],
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: loopbackUris,
    scopes: userScopes,
  };
  return [
    { ...app, id: 'spa', name: 'Single-page app' },
    { ...app, id: 'web', name: 'Web app', secret: await secret('web-secret') },
    {
      id: 'backoffice',
      name: 'Back office',
      workspaceIds: [systemWorkspace],
      secret: await secret('backoffice-secret'),
      grantTypes: ['client_credentials'],
      redirectUris: [],
      scopes: ['identity', 'identity_self_registration', 'manage_configuration'],
    },
    {
      id: 'first-party',
      name: 'Sign-in page',
      workspaceIds: [...workspaceIds],
      grantTypes: ['refresh_token'],
      redirectUris: [],
      scopes: userScopes,
    },
  ];
}
