import { ensure, NotVerified } from './failure.ts';

/**
 * Waits for the library's verdict. It throws for most demands that do not hold, and answers `verified: false`
 * for a signature that is not valid.
 * @throws {NotVerified}
 */
export async function verdict<T extends { readonly verified: boolean }>(
  ceremony: Promise<T>,
  section: string,
): Promise<T & { readonly verified: true }> {
  const result = await ceremony.catch((cause: unknown) => {
    const demand = cause instanceof Error ? cause.message : 'Refused';
    throw new NotVerified(`${demand} (WebAuthn Level 3, "${section}").`, { cause });
  });
  ensure(result.verified, 'The signature is valid', section);
  return result as T & { readonly verified: true };
}
