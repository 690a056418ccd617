import { format } from 'prettier';
import { eventDetails } from './event-details.ts';
import { declarations, type Declaration, type Member } from './manifest.ts';

/** `docs/elements.md`, made from the JSDoc of the elements. */
export async function elementsPage(): Promise<string> {
  const elements = await declarations();
  // Folders are listed in any order.
  const sections = elements.toSorted((a, b) => a.tagName.localeCompare(b.tagName)).map(section);
  const text = `# The elements

Made from the sources by \`npm run docs\`; a test compares it with them.

${sections.join('\n')}`;
  return format(text, { parser: 'markdown', printWidth: 110, singleQuote: true });
}

function section(element: Declaration): string {
  const { members = [], attributes = [] } = element;
  const properties = members.filter(({ kind }) => kind === 'field');
  const bare = attributes.filter(({ fieldName }) => !properties.some(({ name }) => name === fieldName));
  return [
    `## \`<${element.tagName}>\`\n\n${element.description ?? ''}\n`,
    table(
      'Attributes and properties',
      ['attribute', 'property', 'type', 'what it is'],
      properties
        .map((property) => [
          code(attributes.find(({ fieldName }) => fieldName === property.name)?.name),
          code(property.name),
          code(property.type?.text),
          described(property),
        ])
        .concat(bare.map((one) => [code(one.name), '', code(one.type?.text), described(one)])),
    ),
    table(
      'Methods',
      ['method', 'what it does'],
      members
        .filter(({ kind }) => kind === 'method')
        .map((method) => [
          code(`${method.name}(${(method.parameters ?? []).map(({ name }) => name).join(', ')})`),
          described(method),
        ]),
    ),
    events(element.events),
    named('Slots', 'slot', element.slots),
    named('Parts', 'part', element.cssParts),
    named('Custom properties', 'property', element.cssProperties),
    named('States', ':state()', element.cssStates),
  ].join('\n');
}

function events(members: readonly Member[] = []): string {
  const details = eventDetails();
  const detail = ({ code: text, description }: { code: string; description: string }) =>
    description === '' ? code(text) : `${code(text)} (${cell(description.replace(/\.$/, ''))})`;
  return table(
    'Events',
    ['event', 'what it is', 'its `detail`'],
    members.map((event) => [
      code(event.name),
      described(event),
      (details.get(event.type?.text ?? '') ?? []).map(detail).join(', '),
    ]),
  );
}

function named(title: string, column: string, members: readonly Member[] = []): string {
  return table(
    title,
    [column, 'what it is'],
    members.map((member) => [code(member.name), described(member)]),
  );
}

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `### ${title}\n\n${lines.join('\n')}\n`;
}

function described({ description = '', default: otherwise }: Member): string {
  const text = description.replace(/\s+/g, ' ').trim();
  return otherwise === undefined ? cell(text) : `${cell(text)} Default: ${code(otherwise)}`;
}

function code(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
