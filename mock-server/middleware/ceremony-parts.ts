import type { CeremonyParts } from '../routes/logged-call.ts';
import type { Call } from '../routes/context.ts';

const ceremony = /\/(?:create|(?:login|register|activate)\/[\w-]+)\/(?:(begin|options)|(complete|finish))$/;

/** The WebAuthn part of a call that has been answered. Holds no token and no password. */
export async function ceremonyParts(call: Call): Promise<CeremonyParts> {
  const [, begins, completes] = ceremony.exec(call.req.path) ?? [];
  if (begins !== undefined && call.res.ok) {
    return { options: call.var.answered ?? (await json(call.res.clone())) };
  }
  // A body that was too large to be read is not read for the record either.
  if (completes === undefined || call.res.status === 413) return {};
  const credential = call.var.sent ?? (await json(call.req));
  return recordable(credential) ? { credential } : {};
}

/** False for values that are nested deeper than any credential, which the log could not be written with. */
function recordable(value: unknown, levels = 16): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => recordable(member, levels - 1));
}

/** `undefined` for a body that is not JSON, or that an injected fault cut off. */
async function json(message: { text(): Promise<string> }): Promise<unknown> {
  try {
    return JSON.parse(await message.text());
  } catch {
    return undefined;
  }
}
