/** Importing this installs the package into an empty app before the first test of the file, and removes it after the last. */
import { after, before } from 'node:test';
import { FreshApp } from './fresh-app.ts';

let fresh: FreshApp | undefined;

/** @throws outside of tests */
export function installed(): FreshApp {
  if (!fresh) throw new Error('The package is not installed yet.');
  return fresh;
}

before(async () => {
  fresh = await FreshApp.create();
});
after(() => fresh?.remove());
