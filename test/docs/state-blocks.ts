import { root } from '../support/repository.ts';
import type { CodeBlock } from './code-blocks.ts';
import type { Declaration } from './manifest.ts';

/** For the compiler: the custom states that an element documents are those that it has, all of them. */
export function stateBlock({ tagName, cssStates = [] }: Declaration): CodeBlock {
  const documented = Object.fromEntries(cssStates.map(({ name }) => [name, true]));
  return {
    place: `The states of <${tagName}>`,
    language: 'ts',
    code: `import type { StateName } from '${root}src/elements/${tagName}/state.ts';
export const states: Record<StateName, true> = ${JSON.stringify(documented)};`,
  };
}
