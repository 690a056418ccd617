/** The cookies that a browser keeps for one host. Paths do not count: a test asks one server only. */
export class CookieJar {
  readonly #kept = new Map<string, string>();

  /** What the header `Cookie` says. */
  get header(): string {
    return [...this.#kept].map((pair) => pair.join('=')).join('; ');
  }

  /** Takes what a reply sets, and lets go of what it ends. */
  keep({ headers }: Response): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/; Max-Age=0(;|$)/i.test(line)) this.#kept.delete(name);
      else this.#kept.set(name, value);
    }
  }

  clear(): void {
    this.#kept.clear();
  }

  get names(): readonly string[] {
    return [...this.#kept.keys()];
  }
}
