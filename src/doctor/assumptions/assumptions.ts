import { addresses } from './addresses.ts';
import { ceremonies } from './ceremonies.ts';
import { codes } from './codes.ts';
import type { Assumption } from './judging.ts';
import { people } from './people.ts';
import { published } from './published.ts';
import { server } from './server.ts';
import { shown } from './shown.ts';
import { tokens } from './tokens.ts';

const sections = {
  Published: published,
  Addresses: addresses,
  'Who is there': people,
  Ceremonies: ceremonies,
  'What is shown': shown,
  'Codes, limits and errors': codes,
  'Tokens and OAuth': tokens,
  'The server itself': server,
} as const satisfies Readonly<Record<string, readonly Assumption[]>>;

/** Published facts, then every row of mock-server/ASSUMPTIONS.md by its section. */
export const assumptions = Object.entries(sections).flatMap(([area, listed]) =>
  listed.map((assumption) => ({ area, ...assumption })),
);
