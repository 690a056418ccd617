import { examineTenant, type DoctorOptions, type Finding, type Report } from '../../src/doctor.ts';
import { Calls, origin, Person } from '../mock-server/calls.ts';

export const issuer = `${origin}/acme/shop`;
export const client = { id: 'backoffice', secret: 'backoffice-secret' };
export const page = 'https://app.example';

/** Alters a reply of the mock server; `undefined` leaves it as it is. */
export type Deviation = (
  request: Request,
  reply: Response,
) => Response | undefined | Promise<Response | undefined>;

/** A mock server that Ada has a passkey at, with or without one deviation, and the requests that it got. */
export class Tenant {
  readonly calls: Calls;
  readonly requests: Request[] = [];
  readonly #deviate: Deviation | undefined;

  constructor(deviate?: Deviation, options: ConstructorParameters<typeof Calls>[0] = {}) {
    this.calls = new Calls({ origins: [page], ...options });
    this.#deviate = deviate;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    this.requests.push(request.clone());
    const reply = await this.calls.server.fetch(request);
    return (await this.#deviate?.(request, reply.clone())) ?? reply;
  };

  /** With all that an integrator can give: a user with a passkey, a client and the origin of a page. */
  async examine(workspace = 'shop', more: Partial<DoctorOptions> = {}): Promise<Report> {
    await new Person(this.calls).enrol(workspace);
    return this.ask({
      issuer: `${origin}/acme/${workspace}`,
      accessToken: await this.calls.userToken(workspace),
      client,
      origin: page,
      ...more,
    });
  }

  /** With the given options only. */
  ask(options: Partial<DoctorOptions> = {}): Promise<Report> {
    const now = () => this.calls.world.now();
    return examineTenant({ issuer, poolId: 'customers', fetch: this.fetch, now, ...options });
  }
}

export function find(report: Report, id: string): Finding {
  const found = report.findings.find((finding) => finding.id === id);
  if (!found) throw new Error(`There is no assumption ${id}.`);
  return found;
}

/** IDs of the assumptions with that verdict. */
export const listed = (report: Report, is: Finding['is']): readonly string[] =>
  report.findings.filter((finding) => finding.is === is).map(({ id }) => id);
