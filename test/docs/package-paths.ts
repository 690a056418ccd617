import { root } from '../support/repository.ts';

/** The entries of the package in this repository, for the compiler. */
export const packagePaths: Readonly<Record<string, readonly string[]>> = {
  'connect-passkeys': [`${root}src/index.ts`],
  'connect-passkeys/mock-server': [`${root}mock-server/app.ts`],
  'connect-passkeys/mock-server/*': [`${root}mock-server/hosts/*.ts`],
  'connect-passkeys/*': [`${root}src/*.ts`],
};
