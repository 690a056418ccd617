/** The values of a password form. */
export interface PasswordEntry {
  /** Empty when the form has no field for it: the element's own field is used. */
  readonly identifier: string;
  readonly password: string;
}

/** Marks a form inside the element as the password form that the element submits. */
const mark = 'data-passkey-password';

/** Reads a marked form by the `autocomplete` of its fields: `username` and `current-password`. */
export function readPasswordEntry(event: Event): PasswordEntry | undefined {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.hasAttribute(mark))
    return undefined;
  const read = (token: string): string => findField(form, token)?.value ?? '';
  return { identifier: read('username').trim(), password: read('current-password') };
}

/** The marked form in the element. */
export function findPasswordForm(element: HTMLElement): HTMLFormElement | undefined {
  return element.querySelector<HTMLFormElement>(`form[${mark}]`) ?? undefined;
}

/** The username field of a marked form in the element. */
export function findUsernameField(element: HTMLElement): HTMLInputElement | undefined {
  const form = findPasswordForm(element);
  return form ? findField(form, 'username') : undefined;
}

function findField(form: HTMLFormElement, token: string): HTMLInputElement | undefined {
  return form.querySelector<HTMLInputElement>(`input[autocomplete~="${token}"]`) ?? undefined;
}
