import { argv } from 'node:process';

/** A test only reads the manifest. */
const editors = argv.includes('analyze') ? [await dataForEditors()] : [];

/** What the package tells editors and documentation tools about its elements: `npm run build`. */
export default {
  globs: ['src/elements/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [publicFace(), ...editors],
};

/** Loaded here, because it brings a formatter. */
async function dataForEditors() {
  const { customElementVsCodePlugin } = await import('custom-element-vs-code-integration');
  return customElementVsCodePlugin({ outdir: 'dist', hideLogs: true });
}

/** Leaves what a page can use, where the package has it. */
function publicFace() {
  return {
    name: 'public-face',
    packageLinkPhase({ customElementsManifest }) {
      const elements = customElementsManifest.modules
        .flatMap(({ declarations }) => declarations)
        .filter(({ tagName }) => tagName !== undefined);
      customElementsManifest.modules = elements.map(moduleOf);
    },
  };
}

function moduleOf(element) {
  const path = `dist/${element.tagName}.js`;
  const declaration = { name: element.name, module: path };
  return {
    kind: 'javascript-module',
    path,
    declarations: [publicOf(element)],
    exports: [
      { kind: 'js', name: element.name, declaration },
      { kind: 'custom-element-definition', name: element.tagName, declaration },
    ],
  };
}

/** The class that an element inherits its settings from is no export of the package. */
function publicOf(element) {
  const isPublic = ({ privacy = 'public', name }) => privacy === 'public' && !name.startsWith('#');
  return {
    ...element,
    superclass: { name: 'LitElement', package: 'lit' },
    members: element.members.filter(isPublic).sort(byOrigin).map(asOwn),
    attributes: [...element.attributes].sort(byOrigin).map(asOwn),
  };
}

/** What both elements have comes first, as a page would write it. */
function byOrigin(one, other) {
  return Number(isShared(other)) - Number(isShared(one));
}

function isShared({ inheritedFrom }) {
  return inheritedFrom?.module?.includes('/shared/') ?? false;
}

function asOwn(inherited) {
  const own = { ...inherited };
  delete own.inheritedFrom;
  return own;
}
