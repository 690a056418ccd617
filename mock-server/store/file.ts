import { access, constants, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { State } from './state.ts';
import type { Storage } from './storage.ts';

/**
 * Keeps the state in a JSON file. It is written beside the old one and takes its place in one step, so that
 * whoever reads it finds a whole document, also after `kill -9`. Calls that wait share the next write. A file that
 * something else has written since it was read is not overwritten.
 */
export function fileStorage(path: string): Storage {
  const file = resolve(path);
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let known: Version | undefined;
  return {
    file,
    load: async () => {
      await ensureWritable(file);
      known = await readVersion(file);
      return readState(file);
    },
    save: (state) => {
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          running = replaceFile(file, JSON.stringify(state), known).then((version) => {
            known = version;
          });
          return running;
        });
      return next;
    },
  };
}

/** Tells one content of the file from the next; `none` where there is no file. */
type Version = string;

async function readVersion(file: string): Promise<Version> {
  const { ino, size, mtimeMs } = await stat(file).catch(() => ({ ino: 0, size: 0, mtimeMs: 0 }));
  return ino === 0 ? 'none' : `${ino} ${size} ${mtimeMs}`;
}

/** A change that cannot be kept is found at the start, not at the first passkey. */
async function ensureWritable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw new Error(`${file} is a folder: ${advice}`);
  // A file in a folder that may be written would be replaced all the same.
  if (found && (found.mode & 0o222) === 0) throw new Error(`${file} is read-only: ${advice}`);
  const folder = await findFolder(dirname(file));
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new Error(`Nothing can be written to ${folder}: ${advice}`, { cause });
  });
}

const advice = 'choose another file, or keep the state in memory.';

/** The folder of the file, or the nearest one above that is there. */
async function findFolder(path: string): Promise<string> {
  const found = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return findFolder(dirname(path));
  if (!found.isDirectory()) throw new Error(`${path} is a file and no folder: ${advice}`);
  return path;
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

/** @param known the version that is replaced; `undefined`: any */
async function replaceFile(path: string, text: string, known: Version | undefined): Promise<Version> {
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
  const found = await readVersion(path);
  if (known !== undefined && found !== known && found !== 'none') {
    await rm(draft, { force: true });
    throw new Error(
      `${path} was written by another program after this server read it, and is left as it is: stop one of the two.`,
    );
  }
  const version = await readVersion(draft);
  await rename(draft, path);
  return version;
}
