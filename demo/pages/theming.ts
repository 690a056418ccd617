/** The panel "Make it yours": custom properties of the elements, tried on this page and written down to copy. */
import { contrastRatio } from '../site/contrast.ts';
import { byId } from '../site/find.ts';

/** Values of the custom properties that the fields of the form are named after. */
type Theme = Readonly<Record<string, string>>;

const form = byId('theme', HTMLFormElement);
const fields = [...form.querySelectorAll('input')];
// A constructed sheet holds exactly the lines to copy, and needs no exception in the content security policy.
const sheet = new CSSStyleSheet();

form.addEventListener('input', () => {
  tryOn(readForm());
});
byId('as-before').addEventListener('click', () => {
  document.adoptedStyleSheets = [];
  begin();
});
byId('copy').addEventListener('click', () => void copy());
begin();

/** Begins with the demo's own theme, in the colours of this workspace and look. */
function begin(): void {
  const { backgroundColor, color } = getComputedStyle(byId('own-button'));
  const theme = {
    '--passkey-accent': toHex(backgroundColor),
    '--passkey-on-accent': toHex(color),
    '--passkey-radius': '0.5rem',
    '--passkey-gap': '0.75rem',
  };
  for (const field of fields) field.value = theme[field.name as keyof typeof theme].replace('rem', '');
  describe(theme);
}

function readForm(): Theme {
  return Object.fromEntries(
    fields.map(({ name, type, value }) => [name, type === 'range' ? `${value}rem` : value]),
  );
}

function tryOn(theme: Theme): void {
  sheet.replaceSync(toCss(theme));
  document.adoptedStyleSheets = [sheet];
  describe(theme);
}

function describe(theme: Theme): void {
  byId('theme-css').textContent = toCss(theme);
  byId('copied').textContent = '';
  const ratio = contrastRatio(theme['--passkey-accent'] ?? '', theme['--passkey-on-accent'] ?? '');
  byId('contrast').textContent =
    ratio < 4.5
      ? `The text on the button has a contrast of ${ratio.toFixed(1)} : 1. People need 4.5 : 1 to read it.`
      : '';
}

function toCss(theme: Theme): string {
  const lines = Object.entries(theme).map(([name, value]) => `  ${name}: ${value};`);
  return `passkey-signin,\npasskey-manager {\n${lines.join('\n')}\n}`;
}

/** `#rrggbb` for the `rgb(…)` of a computed style. */
function toHex(colour: string): string {
  const parts = (colour.match(/\d+/g) ?? []).slice(0, 3);
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

async function copy(): Promise<void> {
  const text = byId('theme-css').textContent;
  const isCopied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  if (!isCopied) getSelection()?.selectAllChildren(byId('theme-css'));
  byId('copied').textContent = isCopied ? 'Copied.' : 'The lines are selected: copy them with the keyboard.';
}
