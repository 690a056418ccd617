import js from '@eslint/js';
import prettier from 'eslint-config-prettier/flat';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const markupFromText = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'srcdoc'];
const unsafeDirectives = ['unsafe-html', 'unsafe-svg', 'unsafe-mathml', 'style-map'];
const nodeTestFunctions = ['describe', 'it', 'test', 'suite', 'before', 'beforeEach', 'after', 'afterEach'];

/** What every file obeys. The numbers are those of CONTRIBUTING.md. */
const everywhere = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 40 }],
  'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  '@typescript-eslint/prefer-readonly': 'error',
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // There are no enums (erasableSyntaxOnly), and looking for them takes a tenth of the time.
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  // The types promise what an old browser, an extension or a server does not keep.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
};

/** Pages with Trusted Types and a strict style policy: text never becomes markup, no style attributes. */
const strictPages = {
  'no-restricted-properties': ['error', ...markupFromText.map((property) => ({ property }))],
  'no-restricted-imports': [
    'error',
    { patterns: unsafeDirectives.map((name) => ({ group: [`**/directives/${name}*`] })) },
  ],
};

const tests = {
  // The body of a `describe` is a list of tests, not a function that someone has to follow.
  'max-lines-per-function': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-empty-function': 'off',
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-floating-promises': [
    'error',
    { allowForKnownSafeCalls: [{ from: 'package', name: nodeTestFunctions, package: 'node:test' }] },
  ],
};

export default defineConfig(
  globalIgnores(['dist', 'dist-demo', 'coverage', 'screenshots']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: everywhere,
  },
  {
    files: ['src/**/*.ts', 'demo/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/best-practice']],
    rules: strictPages,
  },
  { files: ['src/**', 'mock-server/**', 'demo/**'], rules: { 'no-console': 'error' } },
  { files: ['mock-server/node.ts', 'mock-server/vite.ts'], rules: { 'no-console': 'off' } },
  { files: ['test/**'], rules: tests },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['*.config.js', '*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  prettier,
);
