import { seedState } from '../../store/seed.ts';
import { newPool, newWorkspace } from '../../store/usual-settings.ts';
import type { State, Workspace } from '../../store/state.ts';
import type { Environment } from '../../environment.ts';
import { getOwn } from '../../store/lookup.ts';
import { createRequestContext, type RequestContext, type ServerRules } from '../context.ts';
import { apiError } from '../error.ts';
import { plantClient } from './seed-clients.ts';
import { locate, requireKnown, within } from './seed-paths.ts';
import type { PoolPlan, SeedPlan, WorkspacePlan } from './seed-plan.ts';
import { hashSecret, plantUser, type PlantedUser, prepareUser } from './seed-users.ts';
import { changePool, changeWorkspace } from './settings.ts';

/**
 * The first state of a server.
 * @param plan takes the place of the usual lists, one by one
 * @param further is added to them
 */
export async function createSeededState(
  environment: Environment,
  rules: ServerRules,
  plan: SeedPlan | undefined,
  signingKey: State['signingKey'],
  further?: SeedPlan,
): Promise<State> {
  const state = await seedState(environment, signingKey, plan);
  const called = { origin: 'http://localhost', browser: { only: false, secrets: new Map<string, string>() } };
  const context = createRequestContext({ state }, environment, rules, called);
  if (plan) await plantSeed(context, plan);
  if (further) await plantSeed(context, further);
  return context.state;
}

/**
 * Adds the entries of a seed, and changes those that are there already. Nothing changes when one of its values is bad.
 * @returns its users, as an authenticator has to know them
 * @throws 422 naming the value by its path in the seed
 */
export async function plantSeed(context: RequestContext, plan: SeedPlan): Promise<readonly PlantedUser[]> {
  const secrets = await prepareSecrets(context, plan);
  // From here on without a pause: other calls would be lost with the state that this one takes the place of.
  const state = structuredClone(context.state);
  const draft: RequestContext = { ...context, state };
  requireSameTenant(draft, plan);
  plan.pools?.forEach((pool, at) => within(`pools[${at}]`, () => plantPool(draft, pool)));
  plan.workspaces?.forEach((one, at) => within(`workspaces[${at}]`, () => plantWorkspace(draft, one)));
  const users = (plan.users ?? []).map((user, at) =>
    within(`users[${at}]`, () => plantUser(draft, user, secrets.users[at])),
  );
  plan.clients?.forEach((client, at) =>
    within(`clients[${at}]`, () => plantClient(draft, client, secrets.clients[at])),
  );
  Object.assign(context.state, state);
  return users;
}

/** Hashes passwords and secrets, and checks keys: all that takes its time. */
async function prepareSecrets(context: RequestContext, { users = [], clients = [] }: SeedPlan) {
  return {
    users: await Promise.all(
      users.map((user, at) =>
        prepareUser(context, user).catch((error: unknown) => {
          throw locate(`users[${at}]`, error);
        }),
      ),
    ),
    clients: await Promise.all(clients.map(({ client_secret: secret }) => hashSecret(context, secret))),
  };
}

/** Its URLs have the tenant's ID in them: a server keeps the tenant that it started with. */
function requireSameTenant({ state }: RequestContext, { tenant }: SeedPlan): void {
  if (tenant?.id !== undefined && tenant.id !== state.tenant.id) {
    const reason = `must be ${state.tenant.id}: a server keeps the tenant that it started with.`;
    throw apiError('invalid_settings', `tenant.id ${reason}`, { details: { field: 'tenant.id', reason } });
  }
  if (tenant?.name !== undefined) state.tenant.name = tenant.name;
}

function plantPool(context: RequestContext, { id, change }: PoolPlan): void {
  const pool = getOwn(context.state.pools, id) ?? newPool(id);
  changePool(context, pool, change);
  context.state.pools[id] = pool;
}

function plantWorkspace(context: RequestContext, plan: WorkspacePlan): void {
  const { state } = context;
  const workspace: Workspace =
    getOwn(state.workspaces, plan.id) ?? newWorkspace(plan.id, Object.keys(state.pools));
  workspace.name = plan.name ?? workspace.name;
  if (plan.pools) workspace.poolIds = requireKnown(plan.pools, state.pools, 'pools', 'pool');
  if (plan.authentication_mechanisms) changeWorkspace(workspace, plan.authentication_mechanisms);
  if (!getOwn(state.workspaces, plan.id)) admit(state, workspace);
}

/** People of a new workspace sign in there through the client of the server's own pages. */
function admit(state: State, workspace: Workspace): void {
  state.workspaces[workspace.id] = workspace;
  getOwn(state.clients, 'first-party')?.workspaceIds.push(workspace.id);
}
