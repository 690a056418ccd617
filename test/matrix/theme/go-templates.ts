import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../support/executable.ts';
import { root } from '../../support/repository.ts';

const run = promisify(execFile);
const here = `${root}test/matrix/theme/`;

type Settings = Readonly<Record<string, string>>;

/** Data that the server passes to the template of the sign-in page, by the names in docs/connect-api.md. */
export interface ThemeData {
  readonly AuthnView: string;
  readonly Identifier: string;
  readonly UserID: string;
  readonly UserDisplayName: string;
  readonly Is2FAStep: boolean;
  readonly IsForceAuthMode: boolean;
  readonly AuthenticationMechanismsAvailability: Readonly<Record<string, boolean>>;
  readonly FormError: { readonly Errors: readonly { readonly Message: string }[] } | null;
  readonly SessionID: string;
  readonly SessionState: string;
  readonly ServerID: string;
  readonly PublicRegistration: boolean;
  readonly ResetPasswordPath: string;
  readonly ResetWebAuthnPath: string;
  /** Markup of a hidden input. */
  readonly CsrfField: string;
}

/** Path of Go's command: from the PATH, from where systems keep it, or installed where that is possible. */
export function findGo(): string | undefined {
  return findProgram({ commands: ['go'], places: ['/usr/local/go/bin/go'], debianPackage: 'golang-go' });
}

/** The theme of demo/theme in Go's own template engine. */
export class GoTemplates {
  readonly #folder: string;
  readonly #templates: readonly string[];

  private constructor(folder: string, templates: readonly string[]) {
    this.#folder = folder;
    this.#templates = templates;
  }

  /** @param settings definitions that replace those of the theme, by their names */
  static async build(go: string, settings: Settings): Promise<GoTemplates> {
    const folder = await mkdtemp(join(tmpdir(), 'connect-theme-'));
    const env = { ...process.env, GO111MODULE: 'off', GOCACHE: join(folder, 'cache') };
    await run(go, ['build', '-o', join(folder, 'render'), `${here}render.go`], { env });
    return new GoTemplates(folder, [...themeFiles(), `${here}vendor.tmpl`]).with(settings);
  }

  /** The same with some settings more; it goes when the first one is removed. */
  async with(settings: Settings): Promise<GoTemplates> {
    const file = join(await mkdtemp(join(this.#folder, 'settings-')), 'settings.tmpl');
    const definitions = Object.entries(settings).map(
      ([name, text]) => `{{ define "${name}" }}${text}{{ end }}`,
    );
    await writeFile(file, definitions.join('\n'));
    return new GoTemplates(this.#folder, [...this.#templates, file]);
  }

  /** @throws Error with Go's message, also for a field that the data does not have */
  async render(data: ThemeData, nonce: string): Promise<string> {
    const rendering = run(join(this.#folder, 'render'), [...this.#templates]);
    rendering.child.stdin?.end(JSON.stringify({ Data: data, Config: { Nonce: nonce } }));
    return (await rendering).stdout;
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function themeFiles(): readonly string[] {
  const folder = `${root}demo/theme`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.tmpl')).map((file) => join(folder, file));
}
