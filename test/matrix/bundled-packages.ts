import { readFileSync } from 'node:fs';
import type { FreshApp } from './fresh-app.ts';

/** Names of the third-party packages inside the package's scripts, by source maps and by the comments of unminified ones. */
export function bundledPackages(app: FreshApp): readonly string[] {
  const texts = app.files
    .filter((file) => /\.js(\.map)?$/.test(file))
    .map((file) => readFileSync(app.installed(file), 'utf8'));
  const paths = texts.flatMap((text) => [
    ...text.matchAll(/^\/\/ (?:#region )?(\S*node_modules\/\S+)|"([^"]*node_modules\/[^"]+)"/gm),
  ]);
  const names = paths.flatMap(
    ([, region, source]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(region ?? source ?? '')?.[1] ?? [],
  );
  return [...new Set(names)];
}

/** Names of the packages of others that a module or a declaration imports. */
/** Bundled code keeps the examples in its comments, which import too. */
export function packagesIn(code: string): readonly string[] {
  const imports = code
    .replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .matchAll(/^(?:import|export|\})(?:.* from)? ?['"]((?:@[\w.-]+\/)?[\w-]+)/gm);
  return [...imports].map(([, name = '']) => name).filter((name) => name !== 'node');
}

/** The compiler's messages for an app of these files, and for the declarations of the package. */
