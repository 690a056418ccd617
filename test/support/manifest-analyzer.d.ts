/** The package brings no types. */
declare module '@custom-elements-manifest/analyzer/cli.js' {
  export function cli(options: {
    readonly argv: readonly string[];
    readonly noWrite: boolean;
  }): Promise<unknown>;
}
