/** One request of a page, as it arrived. */
export interface PageCall {
  readonly method: string;
  /** Below the pool. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly contentType: string | undefined;
  readonly body: string;
}
