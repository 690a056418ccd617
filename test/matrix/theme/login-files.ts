import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pageScripts } from '../../support/page-scripts.ts';
import { root } from '../../support/repository.ts';
import { openSite, type Site } from '../../support/site.ts';

/** The origin of a customer that has the script and the style sheet of the theme, each with its hash. */
export class LoginFiles {
  readonly url: string;
  readonly close: Site['close'];
  readonly #files: ReadonlyMap<string, string>;

  private constructor({ url, close }: Site, files: ReadonlyMap<string, string>) {
    this.url = url;
    this.close = close;
    this.#files = files;
  }

  static async open(): Promise<LoginFiles> {
    const entryFileNames = 'connect-passkeys.js';
    const scripts = await pageScripts('src/define.ts', { entryFileNames, minify: true });
    const styles = await readFile(`${root}demo/theme/files/passkey-theme.css`, 'utf8');
    const files = new Map([...scripts, ['/passkey-theme.css', styles]]);
    const site = await openSite((request, response) => {
      const path = request.url ?? '/';
      const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
      response.writeHead(files.has(path) ? 200 : 404, {
        'Content-Type': type,
        'Access-Control-Allow-Origin': '*',
      });
      response.end(files.get(path));
    });
    return new LoginFiles(site, files);
  }

  /** The lines that the recipe has people write into passkey_settings.tmpl. */
  get settings(): Readonly<Record<string, string>> {
    const chunks = [...this.#files.keys()].filter(
      (path) => path.endsWith('.js') && path !== '/connect-passkeys.js',
    );
    const integrity = Object.fromEntries(chunks.map((path) => [this.url + path, this.#hash(path)]));
    return {
      passkey_files: this.url,
      passkey_script_hash: this.#hash('/connect-passkeys.js'),
      passkey_style_hash: this.#hash('/passkey-theme.css'),
      passkey_import_map: `<script type="importmap" nonce="{{ .Config.Nonce }}">${JSON.stringify({ integrity })}</script>`,
    };
  }

  #hash(path: string): string {
    const text = this.#files.get(path) ?? '';
    return `sha384-${createHash('sha384').update(text).digest('base64')}`;
  }
}
