import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';

interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, ReplyDescription>>;
}

interface ReplyDescription {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** YAML 1.2, and merge keys (`<<`), which several calls share their parts with. */
const yaml = CORE_SCHEMA.withTags(mergeTag);

let description: Description | undefined;

/** The machine-readable description of the API, read once. */
export function openapi(): Description {
  const file = new URL('../../mock-server/openapi.yaml', import.meta.url);
  description ??= load(readFileSync(file, 'utf8'), { schema: yaml }) as Description;
  return description;
}

/**
 * Throws when a reply differs from the description: an unknown path or method, a status that is not listed, a body of
 * another shape or with a member that is not described.
 */
export async function assertDescribed(method: string, url: string, reply: Response): Promise<void> {
  const { pathname } = new URL(url);
  const call = `${method} ${pathname} answered ${String(reply.status)}`;
  const operation = operationOf(method, pathname);
  if (operation === undefined) {
    if (reply.status < 400) throw new Error(`${call}, but openapi.yaml has no such call`);
    assertBody(call, '#/components/responses/Refused', await bodyOf(reply));
    return;
  }
  const { responses } = operation[1];
  const key = [String(reply.status), `${String(reply.status)[0] ?? ''}XX`].find(
    (status) => status in responses,
  );
  if (key === undefined) throw new Error(`${call}, which openapi.yaml does not list`);
  const pointer = `#/paths/${escape(operation[0])}/${method.toLowerCase()}/responses/${key}`;
  const described = responses[key];
  if (isPage(reply, described?.$ref ?? pointer)) return;
  assertBody(call, described?.$ref ?? pointer, await bodyOf(reply));
}

function assertBody(call: string, pointer: string, body: unknown): void {
  const schema = schemaAt(pointer);
  if (schema === undefined) {
    if (body !== undefined) throw new Error(`${call} with a body, where none is described`);
    return;
  }
  if (!schema(body)) {
    throw new Error(
      `${call} with a body that openapi.yaml does not describe: ${ajv().errorsText(schema.errors)}`,
    );
  }
}

/** A page where one is described beside JSON. */
function isPage({ headers }: Response, pointer: string): boolean {
  const { content } = resolve(pointer) as ReplyDescription;
  return content?.['text/html'] !== undefined && /^text\/html\b/.test(headers.get('Content-Type') ?? '');
}

async function bodyOf(reply: Response): Promise<unknown> {
  if (!(reply.headers.get('Content-Type') ?? '').startsWith('application/json')) return undefined;
  const text = await reply.clone().text();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

/** The most literal path that fits: `/users/by_key` before `/users/{userID}`. */
function operationOf(method: string, pathname: string): readonly [string, Operation] | undefined {
  const fitting = Object.entries(openapi().paths)
    .filter(([path, item]) => method.toLowerCase() in item && patternOf(path).test(pathname))
    .sort(([a], [b]) => placeholders(a) - placeholders(b));
  const [path, item] = fitting[0] ?? [];
  const operation = item?.[method.toLowerCase()];
  return path === undefined || operation === undefined ? undefined : [path, operation];
}

const placeholders = (path: string): number => path.split('{').length - 1;

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

const escape = (segment: string): string =>
  encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));

const compiled = new Map<string, ValidateFunction | undefined>();
let validator: Ajv2020 | undefined;

function ajv(): Ajv2020 {
  if (validator === undefined) {
    validator = new Ajv2020({ strict: false, allErrors: true });
    // CommonJS: the function is the default export's own `default`.
    (formats as unknown as { default(ajv: Ajv2020): void }).default(validator);
    validator.addSchema(openapi(), 'openapi.yaml');
  }
  return validator;
}

function schemaAt(pointer: string): ValidateFunction | undefined {
  if (!compiled.has(pointer)) {
    const reply = resolve(pointer) as ReplyDescription;
    const has = reply.content?.['application/json'] !== undefined;
    const ref = `openapi.yaml${pointer}/content/application~1json/schema`;
    compiled.set(pointer, has ? ajv().compile({ $ref: ref }) : undefined);
  }
  return compiled.get(pointer);
}

function resolve(pointer: string): unknown {
  const segments = pointer
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  return segments.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], openapi());
}
