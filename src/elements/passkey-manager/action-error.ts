import { html, type TemplateResult } from 'lit';

import type { ActionError } from './state.ts';
import type { ManagerView } from './view-model.ts';

/** What went wrong with something that is not in the list, or not in it any more. */
export function actionError({ state, errors }: ManagerView): TemplateResult | undefined {
  const { trouble, shown } = state;
  if (!trouble || (shown.is === 'listed' && shown.list.passkeys.some(({ id }) => id === trouble.id)))
    return undefined;
  return html`<p part="trouble" class=${errorTone(trouble)}>${errors[trouble.error.code]}</p>`;
}

/** To cancel is no mistake, and not told as one. */
export const errorTone = ({ error }: ActionError): string =>
  error.code === 'cancelled' ? 'trouble quiet' : 'trouble wrong';
