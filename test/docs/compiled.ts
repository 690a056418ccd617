import { basename } from 'node:path';
import { compile, type Complaint } from '../support/compiler.ts';
import { svelteTypes, vueTypes } from '../support/component-types.ts';
import { blocksIn, fileNamed, type CodeBlock } from './code-blocks.ts';
import { exampleBlocks } from './examples.ts';
import { inlineScripts } from './inline-scripts.ts';
import { declarations } from './manifest.ts';
import { packagePaths } from './package-paths.ts';
import { stateBlock } from './state-blocks.ts';

/** Blocks that no page may have, with the compiler's messages for each. */
export const mistakes: readonly (CodeBlock & { readonly says: RegExp })[] = [
  {
    place: 'An option of another type',
    language: 'ts',
    code: `import { createPasskeys } from 'connect-passkeys';\ncreatePasskeys({ issuer: 1 });`,
    says: /'number' is not assignable/,
  },
  {
    place: 'A method that the element does not have',
    language: 'js',
    code: 'document.querySelector("passkey-signin").sign()',
    says: /'sign' does not exist/,
  },
  {
    place: 'A value that the attribute does not take, in Vue',
    language: 'vue',
    code: `<script setup lang="ts">import type {} from 'connect-passkeys/vue';</script>
      <template><passkey-signin mode="other" /></template>`,
    says: /'"other"' is not assignable/,
  },
  {
    place: 'An event that the element does not have, in Vue',
    language: 'vue',
    code: `<script setup lang="ts">import type {} from 'connect-passkeys/vue';</script>
      <template><passkey-manager @passkey-aded="0" /></template>`,
    says: /'onPasskeyAded' does not exist/,
  },
  {
    place: 'A detail that the event does not have, in Svelte',
    language: 'svelte',
    code: `<script lang="ts">import type {} from 'connect-passkeys/svelte';</script>
      <passkey-manager onpasskey-removed={({ detail }) => detail.nothing}></passkey-manager>`,
    says: /'nothing' does not exist/,
  },
];

/** The compiler's messages for blocks: of the docs, of their HTML, of the elements' states, or deliberate mistakes. */
export async function complaints(blocks: readonly CodeBlock[]): Promise<readonly string[]> {
  const found = await (compiled ??= compileAll());
  return blocks.flatMap(({ place }) => found.get(place)!.map((message) => `${place}: ${message}`));
}

let compiled: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

/** Compiles all at once, because most of the time goes into their imports. @returns messages by place */
async function compileAll(): Promise<ReadonlyMap<string, readonly string[]>> {
  const blocks = [
    ...blocksIn('ts', 'tsx', 'js', 'vue', 'svelte'),
    ...inlineScripts('js'),
    ...exampleBlocks(),
    ...(await declarations()).map(stateBlock),
    ...mistakes,
  ];
  const files = new Map(blocks.map((block, at) => [fileOf(block, at), block]));
  const texts = [...files].map(([file, block]) => [file, typeScriptOf(block)] as const);
  const found = new Map<string, string[]>(blocks.map(({ place }) => [place, []]));
  const withModules = new Map([...texts, ['modules.d.ts', modules] as const]);
  for (const complaint of await compile(withModules, options)) {
    const { place, language } = files.get(complaint.file)!;
    if (language !== 'js' || !isLoose(complaint)) found.get(place)?.push(complaint.message);
  }
  return found;
}

const options = {
  jsx: 'react-jsx',
  // As Angular wants it.
  experimentalDecorators: true,
  noUnusedLocals: false,
  paths: packagePaths,
};

/** A block that names its file in its first line has that name, in a folder of its page: others there import it. */
function fileOf({ code, language, place }: CodeBlock, at: number): string {
  const folder = basename(place).replace(/\W.*/, '');
  const suffix = language === 'vue' || language === 'svelte' ? '.ts' : '';
  const file =
    fileNamed(code)?.replace(/\.js$/, '.ts') ?? `block-${String(at)}.${language === 'tsx' ? 'tsx' : 'ts'}`;
  return `${folder}/${file}${fileNamed(code) === undefined ? '' : suffix}`;
}

function typeScriptOf({ language, code }: CodeBlock): string {
  if (language === 'vue') return `${vueTypes(code)}\n${router}`;
  if (language === 'svelte') return svelteTypes(code);
  return `${language === 'js' ? page : ''}${code}\nexport {};`;
}

/** Globals of the page around a script of the docs. */
const page = `import type {} from 'connect-passkeys/define';
declare const session: { accessToken(): string };
declare function it(does: string, test: () => Promise<void>): void;
`;

/** Modules of the frameworks' build tools. test/matrix/recipes.ts builds with the real ones. */
const modules = `declare module '@vitejs/plugin-react';
declare module '@vitejs/plugin-vue';
declare module '@sveltejs/vite-plugin-svelte';
declare module '@sveltejs/kit/vite';
declare module 'astro/config';
declare module '$app/environment';
declare module '$lib/passkeys.js' { export const passkeys: import('connect-passkeys').Passkeys; }
declare function defineNuxtConfig(config: { vue: { compilerOptions: { isCustomElement(tag: string): boolean } } }): object;
declare function fromWebHandler(answer: (request: Request) => Response | Promise<Response>): object;
`;

/** Globals of the templates of an app with Vue's router. */
const router = `declare module 'vue' {
  interface ComponentCustomProperties { $router: { push(path: string): void } }
}`;

/** JavaScript has null wherever it likes, and parameters without a type. */
const isLoose = ({ code }: Complaint): boolean => ['TS2531', 'TS18047', 'TS7006', 'TS7031'].includes(code);
