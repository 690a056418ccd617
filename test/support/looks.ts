import { emulateMedia, screenshot, setViewport } from './page.ts';

/** No transition is caught half-way. */
const still = { 'prefers-reduced-motion': 'reduce' } as const;
const wide = { width: 800, height: 600 };

/** The looks of one state by the settings of a person's system and a page's language. */
const looks = {
  light: () => emulateMedia({ ...still, 'prefers-color-scheme': 'light' }),
  dark: () => emulateMedia({ ...still, 'prefers-color-scheme': 'dark' }),
  'forced-colors': () => emulateMedia({ ...still, 'forced-colors': 'active' }),
  'right-to-left': () => speak('ar', 'rtl'),
  narrow: () => setViewport({ width: 320, height: 600 }),
  'large-text': () => setTextSize('200%'),
} as const satisfies Readonly<Record<string, () => Promise<void> | void>>;

export type Look = keyof typeof looks;
const allLooks = Object.keys(looks) as readonly Look[];

/** Declared as by a page with a dark look: axe needs to know the background. */
const page = {
  colorScheme: 'light dark',
  background: 'Canvas',
  color: 'CanvasText',
  fontFamily: 'system-ui, sans-serif',
} as const;

/** Gives the page a look before a state is shown, until the returned function takes it off. */
export async function wear(look: Look): Promise<() => Promise<void>> {
  const { documentElement } = document;
  Object.assign(documentElement.style, page);
  await looks[look]();
  return async () => {
    await emulateMedia();
    await setViewport(wide);
    speak('en', 'ltr');
    documentElement.removeAttribute('style');
  };
}

/** Shows a state in every look and writes `screenshots/<name>/<look>.png`. */
export async function photograph(name: string, show: (parent: HTMLElement) => unknown): Promise<void> {
  for (const look of allLooks) {
    const takeOff = await wear(look);
    const stage = document.body.appendChild(document.createElement('main'));
    await show(stage);
    await screenshot(`${name}/${look}`);
    stage.remove();
    await takeOff();
  }
}

function speak(language: string, direction: 'ltr' | 'rtl'): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

function setTextSize(size: string): void {
  document.documentElement.style.fontSize = size;
}
