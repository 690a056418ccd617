/** A command of a shell block: its words, without quotes, comments and the prompt's line breaks. */
export type Command = readonly string[];

/** Understands the shell syntax of the docs: words, single quotes, `\` before a line break, `&&` and `#`. */
export function commandsIn(code: string): readonly Command[] {
  const lines = code.replace(/\\\n/g, ' ').split(/\n|&&/);
  return lines.map(wordsOf).filter(({ length }) => length > 0);
}

function wordsOf(line: string): Command {
  const words = line.matchAll(/'([^']*)'|(#.*)|([^\s']+)/g);
  return [...words].filter(([, , comment]) => !comment).map(([, quoted, , bare]) => quoted ?? bare ?? '');
}

/** What `curl` would send. */
export function requestOf([program, ...args]: Command): Request {
  if (program !== 'curl') throw new TypeError(`${String(program)} is not curl.`);
  const after = (flag: string) => args.flatMap((arg, at) => (arg === flag ? [args[at + 1] ?? ''] : []));
  const [url] = args.filter((arg, at) => !arg.startsWith('-') && !args[at - 1]?.startsWith('-'));
  const [method = 'GET'] = after('-X');
  const [body] = after('-d');
  const headers = after('-H').map((header) => header.split(/:\s*/, 2) as [string, string]);
  return new Request(`http://${url ?? ''}`, { method, headers, ...(body !== undefined && { body }) });
}
