import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/repository.ts';

const run = promisify(execFile);

/** The package as npm packs it, installed into an empty folder as in a user's app. */
export class FreshApp {
  readonly folder: string;
  readonly tarball: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];

  private constructor(folder: string, tarball: string, files: readonly string[]) {
    this.folder = folder;
    this.tarball = tarball;
    this.files = files;
  }

  static async create(): Promise<FreshApp> {
    const folder = await mkdtemp(join(tmpdir(), 'fresh-app-'));
    const packed = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
      cwd: root,
      maxBuffer: 1e8,
    });
    // The output of the build comes before npm's own answer.
    const answer = JSON.parse(packed.stdout.slice(packed.stdout.lastIndexOf('\n[') + 1)) as readonly Packed[];
    const [{ filename, files }] = answer as readonly [Packed];
    const paths = files.map(({ path }) => path);
    const app = await FreshApp.#begin(folder, join(folder, filename), paths);
    await app.install(app.tarball);
    return app;
  }

  static async #begin(folder: string, tarball: string, files: readonly string[]): Promise<FreshApp> {
    const app = new FreshApp(folder, tarball, files);
    await app.write('package.json', '{"type": "module", "private": true}');
    return app;
  }

  /** Another app, which does not have the package yet. */
  async empty(): Promise<FreshApp> {
    return FreshApp.#begin(await mkdtemp(join(tmpdir(), 'fresh-app-')), this.tarball, this.files);
  }

  /** The same package in another app, with packages of the registry beside it. */
  async another(...packages: readonly string[]): Promise<FreshApp> {
    const app = await this.empty();
    await app.install(app.tarball, ...packages);
    return app;
  }

  /** Path of a file of the app. */
  path(file: string): string {
    return join(this.folder, file);
  }

  /** Path of a file of the package in the app. */
  installed(file: string): string {
    return this.path(`node_modules/connect-passkeys/${file}`);
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(file)), { recursive: true });
    await writeFile(this.path(file), text);
  }

  async install(...packages: readonly string[]): Promise<void> {
    await this.run('npm', 'install', '--no-audit', '--no-fund', '--silent', ...packages);
  }

  /** Packages that the app has beside ours: those of this repository, at no cost. */
  async link(...packages: readonly string[]): Promise<void> {
    for (const name of packages) {
      const path = this.path(`node_modules/${name}`);
      await mkdir(dirname(path), { recursive: true });
      await rm(path, { force: true });
      await symlink(`${root}node_modules/${name}`, path);
    }
  }

  /** Runs a command in the app's folder. @returns its output */
  async run(command: string, ...args: readonly string[]): Promise<string> {
    return this.runIn('', command, ...args);
  }

  /** The same in a folder of the app. */
  async runIn(folder: string, command: string, ...args: readonly string[]): Promise<string> {
    // npm and some tools ask before they download or overwrite, and wait. A build of Vite in this process has set
    // NODE_ENV, with which npm leaves out development dependencies.
    const env = { ...process.env, NODE_ENV: undefined, npm_config_yes: 'true' };
    const running = run(command, args, { cwd: this.path(folder), maxBuffer: 1e8, env });
    running.child.stdin?.end();
    return (await running).stdout;
  }

  /** Names of all packages that are installed. */
  async packages(): Promise<readonly string[]> {
    const names = await readdir(this.path('node_modules'));
    const nested = names.map(async (name) =>
      name.startsWith('@')
        ? (await readdir(this.path(`node_modules/${name}`))).map((part) => `${name}/${part}`)
        : [name],
    );
    return (await Promise.all(nested)).flat().filter((name) => !name.startsWith('.'));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
