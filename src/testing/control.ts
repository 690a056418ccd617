import type { MockServer } from '../../mock-server/app.ts';

export type Ask = (request: Request) => Response | Promise<Response>;

/** The parts of `GET /_mock` that the kit reads. */
interface Shown {
  readonly workspaces: readonly {
    readonly id: string;
    readonly authentication_mechanisms: readonly string[];
  }[];
  readonly pools: readonly { readonly id: string; readonly webauthn_settings: { readonly rp_id: string } }[];
  readonly users: readonly { readonly identifiers: readonly string[] }[];
}

/** The calls of `/_mock` in a world. */
export class WorldControl {
  readonly name: string;
  readonly #ask: Ask;

  /** @internal */
  constructor(name: string, ask: Ask) {
    this.name = name;
    this.#ask = ask;
  }

  /** The header by which a program's calls are in this world. */
  get headers(): Readonly<Record<string, string>> {
    return { 'X-Connect-World': this.name };
  }

  protected ask(request: Request): Response | Promise<Response> {
    return this.#ask(request);
  }

  protected async shown(): Promise<Shown> {
    return (await this.get('/_mock')) as Shown;
  }

  protected get(path: string): Promise<unknown> {
    return this.send(path, 'GET');
  }

  protected post(path: string, body?: object): Promise<unknown> {
    return this.send(path, 'POST', body);
  }

  protected send(path: string, method: string, body?: object): Promise<unknown> {
    return send(this.#ask, path, method, body, this.headers);
  }
}

/** Sends requests to a server at a URL, or calls a server in this process, which ignores the origin of a request. */
export function toAsk(at: string | MockServer): Ask {
  if (typeof at !== 'string') return (request) => at.fetch(request);
  const { origin } = new URL(at);
  return (request) => {
    const { pathname, search } = new URL(request.url);
    return globalThis.fetch(new Request(origin + pathname + search, request));
  };
}

/** @throws Error with the answer, where it is a refusal */
export async function send(
  ask: Ask,
  path: string,
  method: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const content = body && { body: JSON.stringify(body) };
  const type = { 'Content-Type': 'application/json' };
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: { ...type, ...headers },
    ...content,
  });
  const reply = await ask(request);
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text.slice(0, 500)}`);
  return text === '' ? undefined : JSON.parse(text);
}
