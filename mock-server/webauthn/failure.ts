/** The request has another form than the standard describes: nothing could be verified. Answered with `invalid_request`. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** The request is well formed and a demand of the standard does not hold. `message` is for developers. */
export class NotVerified extends Error {
  override readonly name = 'NotVerified';
}

/** One demand on the form of a request. @throws {Malformed} naming the expected form. */
export function ensureShape(holds: boolean, expected: string): asserts holds {
  if (!holds) throw new Malformed(`Expected ${expected}.`);
}

/**
 * One demand of the standard.
 * @param section title of the section of WebAuthn Level 3 that asks for it
 * @throws {NotVerified} naming the demand and the section
 */
export function ensure(holds: boolean, demand: string, section: string): asserts holds {
  if (!holds) throw new NotVerified(`${demand} (WebAuthn Level 3, "${section}").`);
}
