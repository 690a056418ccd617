import { byId } from './find.ts';
import { stored } from './stored.ts';

const choice = stored('look', ['system', 'light', 'dark']);

/** Lets the visitor choose the colour scheme of the demo's pages. `look/base.css` follows the attribute. */
export function offerLooks(): void {
  const select = byId('look', HTMLSelectElement);
  const show = (): void => {
    document.documentElement.dataset['look'] = choice.value;
    select.value = choice.value;
  };
  show();
  select.addEventListener('change', () => {
    choice.value = select.value;
    show();
  });
}
