import type { Visitor } from '../../demo/visitor.ts';
import type { StrictSite } from './strict-site.ts';

/** A person in front of the strict page. */
export interface Scene {
  readonly site: StrictSite;
  readonly ada: Visitor;
  /** Opens the page of that path, with these parameters. */
  readonly open: (path: string, query?: Readonly<Record<string, string>>) => Promise<void>;
}

/** By what happens in it. */
export type Flows = Readonly<Record<string, (scene: Scene) => Promise<void>>>;
