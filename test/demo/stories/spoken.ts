import type { SerializedAXNode } from 'puppeteer-core';
import type { Visitor } from '../visitor.ts';

/** Roles that only group their children; a screen reader reads the children. */
const silent = new Set(['generic', 'none', 'paragraph', 'sectionheader', 'RootWebArea', 'LabelText', 'code']);

/** Roles that are read as one: their name has the text of their children. */
const whole = new Set(['button', 'heading', 'link', 'textbox']);

/** States that a screen reader announces after the name. */
const states = ['busy', 'disabled', 'expanded', 'focused', 'invalid', 'required'] as const;

/**
 * The accessibility tree, a line for each stop of a screen reader: `button "Sign in" (focused)`. An open dialog is all
 * there is. Dates and the system's name are masked.
 *
 * @param selector the part of the page to listen to
 */
export async function spoken({ page }: Visitor, selector: string): Promise<string> {
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  const dialog = tree && find(tree, 'dialog');
  const root = await page.waitForSelector(selector);
  const part =
    dialog ?? (await page.accessibility.snapshot({ interestingOnly: false, ...(root && { root }) }));
  return part ? `${toLines(part).join('\n')}\n` : '';
}

function find(node: SerializedAXNode, role: string): SerializedAXNode | undefined {
  if (node.role === role) return node;
  for (const child of node.children ?? []) {
    const found = find(child, role);
    if (found) return found;
  }
  return undefined;
}

function toLines(node: SerializedAXNode, indent = ''): readonly string[] {
  const { role, name = '', children = [] } = node;
  if (role === 'StaticText') return [`${indent}${mask(name)}`].filter((line) => line.trim());
  const isSilent = silent.has(role);
  const below = whole.has(role)
    ? []
    : children.flatMap((child) => toLines(child, isSilent ? indent : `${indent}  `));
  return isSilent ? below : [`${indent}${toLine(node)}`, ...below];
}

function toLine(node: SerializedAXNode): string {
  const { role, name, value, description } = node;
  const said = [role, name && `"${mask(name)}"`, value !== undefined && value !== '' && `= ${value}`];
  const announced = states.filter((state) => isOn(node[state]));
  const announcement = announced.length > 0 && `(${announced.join(', ')})`;
  return [...said, announcement, description && `– ${description}`].filter(Boolean).join(' ');
}

const isOn = (state: unknown): boolean => state === true || (typeof state === 'string' && state !== 'false');

/** Dates, and the name that a passkey gets from the operating system. */
const mask = (text: string): string =>
  text
    .replace(/\b[A-Z][a-z]{2} \d{1,2}, \d{4}\b/g, 'DATE')
    .replace(/\b(Linux|macOS|Windows)\b/g, 'DEVICE')
    .replaceAll('\n', ' · ');
