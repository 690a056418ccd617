const key = 'connect-passkeys-demo:workspace';
const names = ['shop', 'portal'] as const;

export type WorkspaceName = (typeof names)[number];

/** Every workspace of this demo belongs to this tenant and this identity pool. */
export const tenant = 'acme';
export const poolId = 'customers';

/** The workspace these pages act in: of the query, else the one of last time, else the shop. */
export const workspace: WorkspaceName = remembered(new URLSearchParams(location.search).get('workspace'));

/** OAuth issuer of a workspace; in this demo the API is served from the origin of the pages. */
export const toIssuer = (name: WorkspaceName): string => new URL(`/${tenant}/${name}`, location.origin).href;

function remembered(asked: string | null): WorkspaceName {
  const name = [asked, localStorage.getItem(key)].find(isWorkspace) ?? 'shop';
  localStorage.setItem(key, name);
  return name;
}

function isWorkspace(name: string | null): name is WorkspaceName {
  return names.some((known) => known === name);
}
