import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/** The JSDoc of an element. */
export interface Declaration {
  readonly tagName: string;
  readonly description?: string;
  readonly attributes?: readonly Member[];
  readonly members?: readonly Member[];
  readonly events?: readonly Member[];
  readonly slots?: readonly Member[];
  readonly cssParts?: readonly Member[];
  readonly cssProperties?: readonly Member[];
  readonly cssStates?: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly kind?: string;
  readonly description?: string;
  readonly default?: string;
  readonly attribute?: string;
  readonly fieldName?: string;
  readonly type?: { readonly text: string };
  readonly parameters?: readonly { readonly name: string; readonly type?: { readonly text: string } }[];
}

/** The elements as the custom-elements manifest describes them; asked once. */
export const declarations = (): Promise<readonly Declaration[]> => (analyzed ??= analyze());

let analyzed: Promise<readonly Declaration[]> | undefined;

async function analyze(): Promise<readonly Declaration[]> {
  const { modules } = (await cli({ argv: ['analyze', '--quiet'], noWrite: true })) as {
    readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
  };
  return modules.flatMap((module) => module.declarations);
}
