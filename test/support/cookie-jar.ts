/** The cookies that a browser keeps for one host. Paths do not count: a test asks one server only. */
export class CookieJar {
  readonly #kept = new Map<string, string>();

  /** Value of the header `Cookie`. */
  get header(): string {
    return [...this.#kept].map((pair) => pair.join('=')).join('; ');
  }

  /** Stores the cookies that a reply sets, and drops those that it expires. */
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
