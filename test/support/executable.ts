import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Program {
  /** Names it has on the PATH. */
  readonly commands: readonly string[];
  /** Full paths where other systems keep it. */
  readonly places: readonly string[];
  /** Debian's package of it. */
  readonly debianPackage: string;
}

/**
 * Full path of a program: from the PATH, from where systems keep it, or installed by apt where this process
 * may do that (Debian and its kin, as root).
 */
export function findProgram(program: Program): string | undefined {
  return installed(program) ?? (installWithApt(program.debianPackage) ? installed(program) : undefined);
}

function installed({ commands, places }: Program): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = commands.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...places].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installWithApt(name: string): boolean {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false;
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return [['update'], ['install', '-y', '--no-install-recommends', name]].every(
    (args) => spawnSync('apt-get', args, { stdio: 'ignore', env: environment }).status === 0,
  );
}
