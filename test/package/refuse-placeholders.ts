/** Before a release: package.json's links have to lead somewhere; `example.com` is a placeholder. */
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const fields = JSON.parse(text) as Readonly<Record<string, unknown>>;
const unfilled = ['homepage', 'repository', 'bugs'].filter((name) =>
  JSON.stringify(fields[name] ?? 'example.com').includes('example.com'),
);
if (unfilled.length > 0) {
  throw new Error(`Fill in ${unfilled.join(', ')} in package.json before a release.`);
}
