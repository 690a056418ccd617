import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the compiler says of a file. */
export interface Complaint {
  readonly path: string;
  /** The source from the start of its line to the end of what is wrong. */
  readonly where: string;
  readonly message: string;
}

/**
 * Compiles files that exist only in memory, as if they were in this repository.
 *
 * @param files text by absolute path
 * @param settings beside those of tsconfig.json
 */
export function compile(
  files: ReadonlyMap<string, string>,
  settings: ts.CompilerOptions = {},
): readonly Complaint[] {
  const options = { ...configured(), ...settings };
  const program = ts.createProgram([...files.keys()], options, hostOver(files, options));
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => complaint(path, files.get(path) ?? '', diagnostic));
  });
}

function configured(): ts.CompilerOptions {
  const read = ts.readConfigFile(`${root}tsconfig.json`, (path) => readFileSync(path, 'utf8')) as {
    readonly config: unknown;
  };
  return ts.parseJsonConfigFileContent(read.config, ts.sys, root).options;
}

/** Files of the disk, parsed once for all programs of this process: the standard library above all. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function hostOver(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path) ?? host.readFile(path),
    getSourceFile: (path, version, ...rest) => {
      const text = files.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, version);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, version, ...rest));
      return parsed.get(path);
    },
  };
}

function complaint(path: string, source: string, diagnostic: ts.Diagnostic): Complaint {
  const { start = 0, length = 0, messageText } = diagnostic;
  const where = source.slice(source.lastIndexOf('\n', start) + 1, start + length);
  return { path, where, message: ts.flattenDiagnosticMessageText(messageText, ' ') };
}
