import type { Family } from '../api/contract.ts';
import type { JsonObject } from '../api/json.ts';
import type { Workspace } from '../api/urls.ts';
import { isSuccess, type Answer } from './ask.ts';
import type { TokenContent } from './token-content.ts';

/** All that the examination has seen; the judges are functions of it. */
export interface Evidence {
  readonly workspace: Workspace;
  readonly poolId: string | undefined;
  /** Origin of the page that will call the tenant. */
  readonly origin: string | undefined;
  readonly answers: ReadonlyMap<string, Answer>;
  /** Of the user's access token. */
  readonly token: TokenContent | undefined;
  readonly hasClient: boolean;
  /** Seconds since the epoch. */
  readonly now: number;
}

export const families: readonly Family[] = ['usernameless-webauthn', 'webauthn'];

export const otherFamily = (family: Family): Family =>
  family === 'webauthn' ? 'usernameless-webauthn' : 'webauthn';

/** Begins that show the active family of the workspace, the most reliable first. */
const begins = ['create', 'login', 'app', 'hosted'] as const;
export type BeginKind = (typeof begins)[number];

/** The family with an accepted begin while that of the other was refused; `undefined` if none or both were. */
export function activeFamily({ answers }: Pick<Evidence, 'answers'>, kind?: BeginKind): Family | undefined {
  for (const begin of kind ? [kind] : begins) {
    const active = families.filter((family) => isSuccess(answers.get(`${begin}/${family}`)));
    if (active.length === 1) return active[0];
  }
  return undefined;
}

/** `publicKey` of the first accepted begin among those named. */
export function readOptions({ answers }: Evidence, ...names: readonly string[]): JsonObject | undefined {
  for (const name of names) {
    const answer = answers.get(name);
    const { publicKey } = toObject(answer?.body);
    if (isSuccess(answer) && publicKey) return toObject(publicKey);
  }
  return undefined;
}

/** Options of an enrolment of the user, in whichever family. */
export const creationOptions = (evidence: Evidence): JsonObject | undefined =>
  readOptions(evidence, ...families.map((family) => `create/${family}`));

/** Options of any begin. */
export const anyOptions = (evidence: Evidence): JsonObject | undefined =>
  readOptions(evidence, ...begins.flatMap((begin) => families.map((family) => `${begin}/${family}`)));

/** The reply of a call that succeeded with JSON. */
export function readBody({ answers }: Evidence, name: string): JsonObject | undefined {
  const answer = answers.get(name);
  return answer?.is === 'json' && isSuccess(answer) ? toObject(answer.body) : undefined;
}

/** Passkeys that `me` lists, the one of a rehearsal among them. */
export const listedPasskeys = (evidence: Evidence): readonly JsonObject[] =>
  readPasskeys(evidence, evidence.answers.has('enrol/me-named') ? 'enrol/me-named' : 'me');

/** Records of passkeys in the reply of `me` or of user details. */
export function readPasskeys(
  evidence: Evidence,
  name: 'me' | 'enrol/me' | 'enrol/me-named' | 'system/user',
): readonly JsonObject[] {
  return toObjects(readBody(evidence, name)?.['credentials']).filter(({ type }) => type === 'webauthn');
}

export const toObject = (value: unknown): JsonObject => Object(value) as JsonObject;

export const toObjects = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.map(toObject) : [];

export const toStrings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
