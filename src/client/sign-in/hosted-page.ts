import { configurationError } from '../../api/urls.ts';
import type { ResolvedOptions } from '../context.ts';
import type { HostedView } from '../types.ts';

/** Fields of the page's form. One that is `undefined` is left as the form has it. */
export type FormFields = Readonly<Record<string, string | undefined>>;

/**
 * Posts the page's form, which navigates: the transaction continues, or the server shows the page with its errors. The
 * template's own form is used where there is one, because it may have fields of its own; else a form of this package.
 *
 * @param url of the page that takes it, without a query; default: this page
 * @throws PasskeyError `configuration` if this page is not a hosted one
 */
export function postForm(
  { hostedPage, hosted = {} }: ResolvedOptions,
  { identifier, ...fields }: FormFields,
  url = hostedPage?.url,
): void {
  if (!hostedPage || url === undefined)
    throw configurationError('this page is not a hosted page of Connect.');
  const template = hosted.form?.();
  const isUsable = template && postsTo(url, template);
  const form = isUsable ? template : createForm(url, hostedPage.query);
  if (isUsable && fields['password'] === undefined) disablePasswords(form);
  const person = { identifier: identifier ?? hosted.identifier ?? (isUsable ? undefined : '') };
  for (const [name, value] of Object.entries({ user_id: hosted.userId, ...person, ...fields })) {
    if (value !== undefined) setField(form, name, value);
  }
  // Called on the prototype, because a field named "submit" would shadow the method.
  HTMLFormElement.prototype.submit.call(form);
}

/** Shows the page in another view, e.g. that of the password. */
export const changeView = (settings: ResolvedOptions, action: HostedView): void =>
  postForm(settings, { action });

/** Read by attribute: the vendor's form has a field named `action`, which shadows the property. */
function postsTo(url: string, form: HTMLFormElement): boolean {
  if (form.getAttribute('method')?.toLowerCase() !== 'post') return false;
  const { origin, pathname } = new URL(form.getAttribute('action') ?? '', location.href);
  return origin + pathname.replace(/\/+$/, '') === url;
}

function createForm(url: string, query: string): HTMLFormElement {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `${url}?${query}`;
  form.hidden = true;
  document.body.append(form);
  removeOnLeave(form);
  return form;
}

const buttonTypes = ['submit', 'button', 'image', 'reset'];

function setField(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement && !buttonTypes.includes(field.type)) {
    field.value = value;
    return;
  }
  const hidden = document.createElement('input');
  hidden.type = 'hidden';
  hidden.name = name;
  hidden.value = value;
  form.append(hidden);
  removeOnLeave(hidden);
}

/** The page may come back from the back/forward cache, for another sign-in. */
function removeOnLeave(element: HTMLElement): void {
  addEventListener('pagehide', () => element.remove(), { once: true });
}

/** A password that was typed before a passkey was used is not sent. */
function disablePasswords(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'password') field.disabled = true;
  }
}
