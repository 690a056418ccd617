/** What a password form says; `identifier` is empty when the form leaves the name to the element's field. */
export interface PasswordEntry {
  readonly identifier: string;
  readonly password: string;
}

/** Marks a form inside the element as the password form that the element submits. */
const mark = 'data-passkey-password';

/** Reads a marked form by the `autocomplete` of its fields: `username` and `current-password`. */
export function passwordEntry(event: Event): PasswordEntry | undefined {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.hasAttribute(mark))
    return undefined;
  const read = (token: string): string => fieldFor(form, token)?.value ?? '';
  return { identifier: read('username').trim(), password: read('current-password') };
}

/** The marked form in the element. */
export function findPasswordForm(element: HTMLElement): HTMLFormElement | undefined {
  return element.querySelector<HTMLFormElement>(`form[${mark}]`) ?? undefined;
}

/** The username field of a marked form in the element. */
export function readUsername(element: HTMLElement): HTMLInputElement | undefined {
  const form = findPasswordForm(element);
  return form ? fieldFor(form, 'username') : undefined;
}

function fieldFor(form: HTMLFormElement, token: string): HTMLInputElement | undefined {
  return form.querySelector<HTMLInputElement>(`input[autocomplete~="${token}"]`) ?? undefined;
}
