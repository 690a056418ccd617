/** Names of the IANA registry "COSE Algorithms". */
const names: Readonly<Record<number, string>> = {
  [-7]: 'ES256',
  [-8]: 'EdDSA',
  [-35]: 'ES384',
  [-36]: 'ES512',
  [-37]: 'PS256',
  [-38]: 'PS384',
  [-39]: 'PS512',
  [-257]: 'RS256',
  [-258]: 'RS384',
  [-259]: 'RS512',
};

export function algorithmName(algorithm: number | undefined): string {
  if (algorithm === undefined) return 'not readable';
  return `${names[algorithm] ?? 'unknown'} (${algorithm})`;
}
