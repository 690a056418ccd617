/** The entries of the package in this repository, for the compiler. */
export const packagePaths: Record<string, string[]> = {
  'connect-passkeys': ['./src/index.ts'],
  'connect-passkeys/mock-server': ['./mock-server/app.ts'],
  'connect-passkeys/mock-server/*': ['./mock-server/*.ts'],
  'connect-passkeys/*': ['./src/*.ts'],
};
