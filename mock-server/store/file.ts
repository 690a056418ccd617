import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { State } from './state.ts';
import type { Storage } from './storage.ts';

/**
 * Keeps the state in a JSON file. It is written beside the old one and takes its place in one step, so that
 * whoever reads it finds a whole document, also after `kill -9`. Calls that wait share the next write.
 */
export function fileStorage(path: string): Storage {
  const file = resolve(path);
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return {
    file,
    load: () => readState(file),
    save: (state) => {
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          running = replaceFile(file, JSON.stringify(state));
          return running;
        });
      return next;
    },
  };
}

async function readState(path: string): Promise<State | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const state = parsed(text) as State | null | undefined;
  if (typeof state?.version !== 'number')
    throw new Error(`${path} is not a file of this mock server, or was not written to its end.`);
  return state;
}

/** `undefined` for text that is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  // It holds the key that signs tokens: its folder, if it is made here, and the file are for their owner only.
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // A draft that is there already would keep its mode, or lead elsewhere as a link.
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
