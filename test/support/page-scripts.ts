import { rolldown, type OutputOptions } from 'rolldown';

/** Bundles modules for a page. @returns the code of each module and of its chunks, by path at the root of a site */
export async function pageScripts(
  input: string | readonly string[],
  options: OutputOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const build = await rolldown({ input: [input].flat(), platform: 'browser', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'es', ...options });
  await build.close();
  return new Map(output.flatMap((part) => (part.type === 'chunk' ? [[`/${part.fileName}`, part.code]] : [])));
}

/** The code of a module with everything that it ever loads. */
export async function pageScript(input: string): Promise<string> {
  const [code = ''] = (await pageScripts(input, { codeSplitting: false })).values();
  return code;
}
