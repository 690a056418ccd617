import { NodeTypes, parse, type RootNode, type TemplateChildNode } from '@vue/compiler-dom';
import { parse as parseSvelte, type AST } from 'svelte/compiler';
import type { Declaration, Member } from './manifest.ts';

/** A start tag in the words of its template language: `client`, `:client.prop`, `[client]`, `@passkey-added`. */
export interface Tag {
  readonly name: string;
  readonly attributes: readonly string[];
  /** The slot it goes into. */
  readonly slot?: string | undefined;
  readonly children: readonly Tag[];
  /** Text of a script. */
  readonly text: string;
}

/** Reads HTML, or a template of Vue or Angular. @throws {SyntaxError} for markup that a browser would have to mend */
export function tagsOf(html: string): readonly Tag[] {
  const { children }: RootNode = parse(html, {
    parseMode: 'html',
    onError: ({ message }) => {
      throw new SyntaxError(message);
    },
  });
  return children.flatMap(tagOf);
}

function tagOf(node: TemplateChildNode): readonly Tag[] {
  if (!('tag' in node)) return [];
  const attributes = node.props.map((prop) => ('rawName' in prop ? (prop.rawName ?? '') : prop.name));
  const slot = node.props.find(({ name }) => name === 'slot');
  const text = node.children.map((child) => (child.type === NodeTypes.TEXT ? child.content : '')).join('');
  return [
    {
      name: node.tag,
      attributes,
      slot: slot && 'value' in slot ? slot.value?.content : undefined,
      children: node.children.flatMap(tagOf),
      text,
    },
  ];
}

/** Reads the markup of a Svelte component. */
export function svelteTags(code: string): readonly Tag[] {
  return parseSvelte(code, { modern: true }).fragment.nodes.flatMap(svelteTag);
}

function svelteTag(node: AST.Fragment['nodes'][number]): readonly Tag[] {
  if (node.type !== 'RegularElement') return [];
  const attributes = node.attributes.map((attribute) => ('name' in attribute ? attribute.name : ''));
  return [{ name: node.name, attributes, children: node.fragment.nodes.flatMap(svelteTag), text: '' }];
}

/** What markup asks of the elements that they do not have. */
export function misuses(tags: readonly Tag[], elements: readonly Declaration[]): readonly string[] {
  return tags.flatMap((tag) => [...misusesOf(tag, elements), ...misuses(tag.children, elements)]);
}

function misusesOf({ name, attributes, children }: Tag, elements: readonly Declaration[]): readonly string[] {
  if (!name.startsWith('passkey-')) return [];
  const element = elements.find(({ tagName }) => tagName === name);
  if (!element) return [`<${name}> is no element of ours.`];
  const unknown = attributes.filter((attribute) => !isKnown(attribute, element));
  const strays = children.filter(({ slot }) => slot !== undefined && !names(element.slots).includes(slot));
  return [
    ...unknown.map((attribute) => `<${name}> has no ${attribute}.`),
    ...strays.map(({ slot = '' }) => `<${name}> has no slot ${slot}.`),
  ];
}

/** Attributes that every element has, and Vue's conditions. */
const common = ['class', 'hidden', 'id', 'lang', 'slot', 'style', 'v-if', 'v-else'];

function isKnown(written: string, element: Declaration): boolean {
  const [, event] = /^(?:@|on)([\w-]+)$|^\((.+)\)$/.exec(written)?.filter(Boolean) ?? [];
  if (event !== undefined) return names(element.events).includes(event);
  const [, property] = /^:(\w+)\.prop$|^\[(\w+)\]$/.exec(written)?.filter(Boolean) ?? [];
  const properties = (element.members ?? []).filter(({ kind }) => kind === 'field');
  if (property !== undefined) return names(properties).includes(property);
  return [...common, ...names(element.attributes), ...names(properties)].includes(written);
}

const names = (members: readonly Member[] = []): readonly string[] => members.map(({ name }) => name);
