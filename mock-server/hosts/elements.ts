import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

/** Flat: chunks lie beside their entry. */
const elementsFile = /^\/connect-passkeys\/([\w-][\w.-]*\.js)$/;

/** Beside the bundled server in the package, and in `dist` of the repository. */
const folders = ['../cdn/', '../../dist/cdn/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);

/** Whether a path is one that `serveElements` answers. */
export function isElementsPath(path: string): boolean {
  return elementsFile.test(path);
}

/**
 * Answers with a file of the script that registers the elements: the hosted sign-in page needs it.
 * @returns false for a path that is none of its files
 */
export async function serveElements(path: string, outgoing: ServerResponse): Promise<boolean> {
  const name = elementsFile.exec(path)?.[1];
  if (name === undefined) return false;
  const file = folders.map((folder) => folder + name).find(existsSync);
  if (file === undefined) {
    outgoing.writeHead(404, { 'Content-Type': 'text/plain' });
    outgoing.end('The elements are not built yet: npm run build\n');
  } else {
    outgoing.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' });
    outgoing.end(await readFile(file));
  }
  return true;
}
