import { byId } from './find.ts';
import { stored } from './stored.ts';

const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt-BR', 'pl', 'ar', 'zh-Hans', 'ja', 'ko'];

const elements = 'passkey-signin, passkey-manager';
const choice = stored('language', languages);

/**
 * Lets the visitor choose the language of the elements. These pages stay English, so `lang` is set on the elements, and
 * their slotted content is marked as English. A page in another language needs `lang` on `<html>` only.
 */
export function offerLanguages(): void {
  const select = byId('language', HTMLSelectElement);
  select.replaceChildren(...languages.map(toOption));
  select.value = choice.value;
  for (const child of document.querySelectorAll<HTMLElement>(`:is(${elements}) > *`)) {
    child.lang = 'en';
    child.dir = 'ltr';
  }
  speak(document);
  select.addEventListener('change', () => {
    choice.value = select.value;
    speak(document);
  });
  // The console renders its elements when they are opened.
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
      if (node instanceof Element) speak(node.parentNode ?? document);
  }).observe(document.body, { childList: true, subtree: true });
}

function speak(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>(elements)) {
    element.lang = choice.value;
  }
}

function toOption(tag: string): HTMLOptionElement {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  const option = new Option(name, tag);
  option.lang = tag;
  return option;
}
