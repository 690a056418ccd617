import ts from 'typescript';
import { lineOf, type Source } from './source.ts';

/** Uses that are reserved to some files, whatever they import. */
interface Rule {
  readonly says: string;
  /** Files that the rule speaks of. */
  readonly files: RegExp;
  /** Those of them that may do it. */
  readonly except?: RegExp;
  readonly isBroken: (node: ts.Node) => boolean;
}

/** Every host of the mock server but the one that a page loads. */
const nodeHosts = /^mock-server\/hosts\/(?!msw\.ts$)[\w-]+\.ts$|^mock-server\/store\/file\.ts$/;
const registeringEntries = /^src\/(define|passkey-signin|passkey-manager)\.ts$/;
const time = ['Date.now', 'Math.random', 'performance.now', 'crypto.getRandomValues', 'crypto.randomUUID'];
const dom = ['document', 'window', 'HTMLElement', 'customElements', 'PublicKeyCredential'];
const markup = [
  'unsafeHTML',
  'unsafeSVG',
  'unsafeStatic',
  'styleMap',
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
];

const rules: readonly Rule[] = [
  {
    says: 'only src/webauthn/prompt.ts touches navigator.credentials',
    files: /^src\//,
    except: /^src\/webauthn\/prompt\.ts$/,
    isBroken: (node) =>
      ts.isPropertyAccessExpression(node) && /\bnavigator\??\.credentials$/.test(node.getText()),
  },
  {
    says: 'only the registering entries do something when they are imported',
    files: /^src\//,
    except: registeringEntries,
    isBroken: (node) =>
      (ts.isExpressionStatement(node) && ts.isSourceFile(node.parent) && !isDirective(node)) ||
      isBareImport(node),
  },
  {
    says: 'api knows neither WebAuthn nor the DOM',
    files: /^src\/api\//,
    isBroken: (node) => isReferenceTo(node, dom),
  },
  {
    says: 'elements send no requests',
    files: /^src\/elements\//,
    isBroken: (node) => isReferenceTo(node, ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']),
  },
  {
    says: 'only mock-server/environment.ts knows the time and chance',
    files: /^mock-server\//,
    except: /^mock-server\/environment\.ts$/,
    isBroken: (node) =>
      (ts.isPropertyAccessExpression(node) && time.includes(node.getText().replace(/^globalThis\./, ''))) ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length),
  },
  {
    says: 'the mock server runs in the browser too: only its Node hosts know Node',
    files: /^mock-server\//,
    except: nodeHosts,
    isBroken: (node) =>
      isReferenceTo(node, ['Buffer', 'process', 'require', '__dirname']) || importsNode(node),
  },
  {
    says: 'text never becomes markup, and there are no style attributes',
    files: /^(src|demo)\//,
    isBroken: (node) => (ts.isIdentifier(node) && markup.includes(node.text)) || hasStyleAttribute(node),
  },
];

export function forbiddenUses(source: Source): readonly string[] {
  const mine = rules.filter(({ files, except }) => files.test(source.path) && !except?.test(source.path));
  return source.nodes.flatMap((node) =>
    mine
      .filter(({ isBroken }) => isBroken(node))
      .map(({ says }) => `${source.path}:${lineOf(node)} ${shorten(node.getText())}: ${says}.`),
  );
}

/** The variable of this name, not a property, a key or a type that happens to be called so. */
function isReferenceTo(node: ts.Node, names: readonly string[]): boolean {
  if (!ts.isIdentifier(node) || !names.includes(node.text)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.expression === node || parent.expression.getText() === 'globalThis';
  }
  return !isDeclaredName(parent, node) && !ts.isTypeNode(parent) && !ts.isQualifiedName(parent);
}

function isDeclaredName(parent: ts.Node, node: ts.Identifier): boolean {
  return (
    ts.isImportSpecifier(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ((ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent)) &&
      parent.name === node)
  );
}

/** `'use client'` and its like. */
function isDirective({ expression }: ts.ExpressionStatement): boolean {
  return ts.isStringLiteral(expression);
}

function isBareImport(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) && node.importClause === undefined;
}

function importsNode(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) && node.moduleSpecifier.getText().slice(1).startsWith('node:');
}

function hasStyleAttribute(node: ts.Node): boolean {
  const isText =
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node);
  return isText && /<[^>]*\sstyle\s*=|^style$|^\s*[^<]*\sstyle\s*=\s*$/.test(node.text);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
