/**
 * Keeps Vite from giving away the file with the key that signs tokens: it serves every file of a project to everybody
 * who reaches its port.
 */
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Connect, ResolvedConfig, UserConfig } from 'vite';

/** Vite does not look into a folder of this name, wherever it is. */
export const stateFolder = '.connect-passkeys';

/**
 * Patterns to add to `server.fs.deny`: a list that is set replaces Vite's own, and is added to the user's.
 * @param file absolute; absent where nothing is kept in a file
 */
export async function deniedFiles({ server }: UserConfig, file: string | undefined): Promise<string[]> {
  const ours = [`**/${stateFolder}/**`, ...(file === undefined ? [] : [toGlob(file), `${toGlob(file)}.*`])];
  if (server?.fs?.deny) return ours;
  // Not imported above: the entry can be imported where Vite is not installed.
  const { resolveConfig } = await import('vite');
  const bare = await resolveConfig({ configFile: false, envDir: false, logLevel: 'silent' }, 'serve');
  return [...bare.server.fs.deny, ...ours];
}

/** A path as picomatch reads it. */
function toGlob(file: string): string {
  return file.replaceAll(sep, '/').replace(/[!()*+?@[\]{}|]/g, '\\$&');
}

/** @throws where the file would be published all the same */
export function ensureHidden({ publicDir, build, root, server }: ResolvedConfig, file: string): void {
  const folders = [publicDir, resolve(root, build.outDir)];
  const published = folders.find((folder) => folder !== '' && contains(folder, file));
  if (published !== undefined) {
    throw new Error(
      `${file} holds a private key, and Vite publishes ${published}: keep it in another folder.`,
    );
  }
  if (!server.fs.strict && basename(dirname(file)) !== stateFolder) {
    throw new Error(
      `${file} holds a private key, and server.fs.strict is off: keep it in a folder ${stateFolder}.`,
    );
  }
}

function contains(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return !isAbsolute(path) && path.split(sep)[0] !== '..';
}

/** Refuses every URL that names the folder: for what `server.fs.deny` does not see, or where `strict` is off. */
export const refuseStateFolder: Connect.NextHandleFunction = ({ url = '' }, outgoing, next) => {
  if (namesStateFolder(url)) outgoing.writeHead(404).end();
  else next();
};

/** Also by another spelling that a file system takes for the same: in capitals, ligatures or with invisible letters. */
export function namesStateFolder(url: string): boolean {
  const plain = decode(url)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
  return plain.replaceAll('\\', '/').includes(`/${stateFolder}`);
}

/** Decodes as often as there is something to decode. */
function decode(url: string): string {
  const decoded = url.replace(/(?:%[\da-f]{2})+/gi, (escaped) => new TextDecoder().decode(toBytes(escaped)));
  return decoded === url ? url : decode(decoded);
}

function toBytes(escaped: string): Uint8Array {
  return Uint8Array.from(escaped.split('%').slice(1), (digits) => parseInt(digits, 16));
}
