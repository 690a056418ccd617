import { readFileSync } from 'node:fs';
import { root } from '../support/repository.ts';
import type { CodeBlock } from './code-blocks.ts';
import { repositoryFiles } from './references.ts';

/** Every `@example` in the comments of src, with the declarations of the page or the backend around it. */
export const exampleBlocks = (): readonly CodeBlock[] =>
  repositoryFiles.filter((path) => path.startsWith('src/') && path.endsWith('.ts')).flatMap(readExamples);

function readExamples(path: string): readonly CodeBlock[] {
  const text = readFileSync(root + path, 'utf8');
  return [...text.matchAll(/@example\n *\* ```(\w+)\n([^]*?)^ *\* ```/gm)].map(
    ({ index, 1: language = '', 2: lines = '' }) => ({
      place: `${path}:${String(text.slice(0, index).split('\n').length)}`,
      language,
      code: `${surroundings}async function example() {\n${lines.replace(/^ *\* ?/gm, '')}}`,
    }),
  );
}

const surroundings = `import {
  createPasskeys, hostedPageConfig, isPasskeyError, type Passkey, type PasskeyDirectory, type Passkeys, type TokenReply,
} from 'connect-passkeys';
import {
  createSystemClient, systemDirectory, toCredentialRecord, type RegistrationResponseJSON, type SystemClient,
} from 'connect-passkeys/system';
import { examineTenant } from 'connect-passkeys/doctor';
import { openWorld, passkeyFixtures, SoftwareAuthenticator, type PasskeyKit } from 'connect-passkeys/testing';
declare const passkeys: Passkeys;
declare const directory: PasskeyDirectory;
declare const system: SystemClient;
declare const passkey: Passkey;
declare const options: Parameters<SoftwareAuthenticator['create']>[0] extends infer T ? { publicKey: T } : never;
declare const base: { extend<T>(fixtures: object): T };
declare const userId: string;
declare const password: string;
declare const code: string;
declare const credential: RegistrationResponseJSON;
declare const button: HTMLButtonElement;
declare const link: HTMLAnchorElement;
declare const field: HTMLInputElement;
declare const usernameField: HTMLInputElement;
declare function startSession(tokens: TokenReply): void;
`;
