import type {
  ClientPlan,
  PasskeyPlan,
  PoolPlan,
  SeedPlan,
  UserPlan,
  WorkspacePlan,
} from '../../domain/admin/seed-plan.ts';
import {
  base64url,
  boolean,
  choice,
  exactObject,
  integer,
  list,
  matching,
  Mismatch,
  optional,
  type Schema,
  text,
} from './schema.ts';
import { mechanismList, poolBody, poolMembers } from './settings.ts';

/** IDs are parts of paths. */
const id = matching(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens or underscores.');

const url: Schema<string> = (value, field) => {
  const read = text(1)(value, field);
  if (!URL.canParse(read)) throw new Mismatch(field, 'must be a URL.');
  return read;
};

const tenant = exactObject({ id: optional(id), name: optional(text(1)) });

const workspace: Schema<WorkspacePlan> = exactObject({
  id,
  name: optional(text(1)),
  pools: optional(list(id)),
  authentication_mechanisms: optional(mechanismList),
});

const poolObject = exactObject({ id, ...poolMembers });

const pool: Schema<PoolPlan> = (value, field) => ({
  id: poolObject(value, field).id,
  change: poolBody(value, field),
});

const passkey: Schema<PasskeyPlan> = exactObject({
  credential_id: base64url(1, 1023),
  public_key: base64url(1, 2048),
  mechanism: optional(choice('webauthn', 'usernameless_webauthn')),
  name: optional(text(1)),
  rp_id: optional(text(1)),
  sign_count: optional(integer(0, 0xffff_ffff), 0),
  transports: optional(list(text(1)), []),
  backup_eligible: optional(boolean, false),
  backup_state: optional(boolean, false),
});

const user: Schema<UserPlan> = exactObject({
  id: optional(id),
  pool: optional(id),
  name: optional(text(1)),
  given_name: optional(text(1)),
  family_name: optional(text(1)),
  identifiers: filled(list(text(1))),
  addresses: optional(list(text(1))),
  password: optional(text(1)),
  status: optional(choice('active', 'inactive', 'deleted', 'new')),
  passkeys: optional(list(passkey)),
});

const client: Schema<ClientPlan> = exactObject({
  client_id: text(1),
  client_name: optional(text(1)),
  client_secret: optional(text(1)),
  workspaces: optional(list(id)),
  grant_types: optional(list(choice('authorization_code', 'refresh_token', 'client_credentials'))),
  redirect_uris: optional(list(url)),
  post_logout_redirect_uris: optional(list(url)),
  scope: optional(text()),
});

/** A seed document: see `domain/admin/seed-document.ts`, and `seed.schema.json` for editors. */
export const seedBody: Schema<SeedPlan> = exactObject({
  $schema: optional(text()),
  tenant: optional(tenant),
  workspaces: optional(distinct(list(workspace), ({ id }) => id, 'id')),
  pools: optional(distinct(list(pool), ({ id }) => id, 'id')),
  users: optional(list(user)),
  clients: optional(distinct(list(client), ({ client_id: id }) => id, 'client_id')),
});

function filled<T>(schema: Schema<T[]>): Schema<T[]> {
  return (value, field) => {
    const read = schema(value, field);
    if (read.length === 0) throw new Mismatch(field, 'must not be empty.');
    return read;
  };
}

/** A list, the entries of which differ in what names them. */
function distinct<T>(schema: Schema<T[]>, toName: (entry: T) => string, member: string): Schema<T[]> {
  return (value, field) => {
    const read = schema(value, field);
    const names = read.map(toName);
    const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
    if (twice >= 0) throw new Mismatch(`${field}[${twice}].${member}`, 'is there twice.');
    return read;
  };
}
