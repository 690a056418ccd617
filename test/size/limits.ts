import { readFileSync } from 'node:fs';
import { root } from '../support/repository.ts';

/** A page of the measurement: its first visit, before a person acts. */
export type PageName = 'sign-in' | 'account' | 'headless' | 'system';

/** Figures of one first visit. */
interface VisitFigures {
  /** 1000 bytes of scripts, compressed with Brotli. */
  readonly kilobytes: number;
  /** Script files. */
  readonly files: number;
  /** The longest chain of requests that wait for each other: the page, its scripts, the API. */
  readonly requestsInARow: number;
}

/** The most that one first visit may fetch. It is lowered as the figures fall, until it is the aim; never raised. */
export interface VisitLimit extends VisitFigures {
  readonly page: PageName;
  /** How the scripts reach the page. */
  readonly by: 'script tag' | 'Vite';
  /** The file of `dist/cdn`, or the entry of the package. */
  readonly entry: string;
  readonly aim: VisitFigures;
}

/** Those of `size-limits.json`. */
export const visitLimits = (
  JSON.parse(readFileSync(`${root}size-limits.json`, 'utf8')) as { readonly visits: readonly VisitLimit[] }
).visits;
