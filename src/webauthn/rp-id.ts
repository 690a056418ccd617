export type RpIdRelation = 'same' | 'parent-domain' | 'related-origin' | 'foreign' | 'unknown';

/**
 * Relation of an RP ID to a page: Web Authentication Level 3, section 5.1.3 "Create a New Credential" (effective
 * domain) and section 5.11 "Using Web Authentication across related origins".
 */
export async function relateRpId(
  id: string,
  page: Pick<Location, 'hostname' | 'origin'>,
): Promise<RpIdRelation> {
  if (id === 'unknown') return 'unknown';
  if (id === page.hostname) return 'same';
  if (page.hostname.endsWith(`.${id}`) && id.includes('.')) return 'parent-domain';
  const origins = await relatedOrigins(id);
  if (!origins) return 'unknown';
  return origins.includes(page.origin) ? 'related-origin' : 'foreign';
}

/** `undefined` if CORS hides the file from this page; the browser itself may still read it. */
async function relatedOrigins(id: string): Promise<readonly unknown[] | undefined> {
  try {
    const url = `https://${id}/.well-known/webauthn`;
    const { origins } = (await (await fetch(url, { credentials: 'omit' })).json()) as { origins?: unknown };
    return Array.isArray(origins) ? (origins as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}
