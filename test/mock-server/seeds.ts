import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Seed } from '../../mock-server/app.ts';

/** The schema for editors. */
export const schema = JSON.parse(
  readFileSync(new URL('../../mock-server/seed.schema.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv2020();
(formats as unknown as { default(ajv: Ajv2020): void }).default(ajv);
export const fitsSchema = ajv.compile(schema);

/** A tenant with nothing of the usual one. */
export const bank: Seed = {
  tenant: { id: 'globex', name: 'Globex' },
  workspaces: [
    { id: 'bank', name: 'Bank', pools: ['clients'], authentication_mechanisms: ['password', 'webauthn'] },
  ],
  pools: [
    {
      id: 'clients',
      webauthn_settings: { rp_id: 'localhost', rp_origins: ['http://localhost:3000'] },
      limits: { webauthn_credentials: 2 },
      otp_settings: { enroll_webauthn: { length: 8, ttl: '5m' } },
    },
  ],
  users: [
    {
      identifiers: ['mary@globex.example', '+4912345678'],
      given_name: 'Mary',
      family_name: 'Smith',
      password: 'grey thread',
    },
  ],
  clients: [
    {
      client_id: 'app',
      client_secret: 'app-secret',
      workspaces: ['bank'],
      redirect_uris: ['https://app.globex.example/callback'],
      scope: 'openid',
    },
  ],
};
