import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { FieldError, isFormField, type FieldErrorOptions, type FormField } from './light-dom.ts';

/** The values of a password form. */
export interface PasswordEntry {
  /** Empty when the form has no field for it: the element's own field is used. */
  readonly identifier: string;
  readonly password: string;
}

/** Marks a form inside the element as the password form that the element submits. */
const mark = 'data-passkey-password';

/** The feedback of an attempt with the password. */
export interface PasswordFeedback {
  readonly isPending: boolean;
  /** Absent while there is no error. */
  readonly error?: FieldErrorOptions | undefined;
}

export interface PasswordFormEvents {
  readonly onSubmit: (entry: PasswordEntry) => void;
  /** Called when the person edits the password that an error is about. */
  readonly onInput: () => void;
}

/** The marked password form of the page in the element: reads it, and shows the feedback there. */
export class PasswordForm implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #events: PasswordFormEvents;
  readonly #error: FieldError;
  #submitter: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, events: PasswordFormEvents) {
    this.#host = host;
    this.#events = events;
    this.#error = new FieldError(`passkey-password-${(lastId += 1)}-error`, (paragraph) =>
      this.#place(paragraph),
    );
    host.addController(this);
  }

  get isThere(): boolean {
    return findPasswordForm(this.#host) !== undefined;
  }

  hostConnected(): void {
    this.#host.addEventListener('submit', this.#submit);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('submit', this.#submit);
    this.#release();
    this.#error.clear();
  }

  /** Another form, and one without a readable password, is submitted natively. */
  readonly #submit = (event: SubmitEvent): void => {
    const form = event.target as Element;
    if (event.defaultPrevented || form.localName !== 'form' || !form.hasAttribute(mark)) return;
    const field = findPasswordField(form as HTMLFormElement);
    if (!field) return;
    event.preventDefault();
    this.#submitter = event.submitter ?? findSubmitter(form as HTMLFormElement);
    const username = findField(form as HTMLFormElement, 'username');
    this.#events.onSubmit({ identifier: username?.value.trim() ?? '', password: field.value });
  };

  /** Marks the pressed button while the attempt is pending, and shows the error below the form. */
  render({ isPending, error }: PasswordFeedback): void {
    if (!isPending) this.#release();
    else {
      this.#submitter?.setAttribute('aria-busy', 'true');
      this.#submitter?.setAttribute('aria-disabled', 'true');
    }
    const form = findPasswordForm(this.#host);
    const field = form && findPasswordField(form);
    if (!field || !error) {
      this.#error.clear();
      return;
    }
    this.#error.show(field, error);
    field.addEventListener('input', this.#events.onInput, { once: true });
  }

  #release(): void {
    for (const name of ['aria-busy', 'aria-disabled']) this.#submitter?.removeAttribute(name);
  }

  /** Directly below the child of the element that contains the form. */
  #place(paragraph: HTMLElement): void {
    let block: Element | null | undefined = findPasswordForm(this.#host);
    while (block && block.parentElement !== this.#host) block = block.parentElement;
    if (!block) return;
    paragraph.slot = block.slot;
    if (block.nextElementSibling !== paragraph) block.after(paragraph);
  }
}

let lastId = 0;

/** The marked form in the element. */
export function findPasswordForm(element: HTMLElement): HTMLFormElement | undefined {
  return element.querySelector<HTMLFormElement>(`form[${mark}]`) ?? undefined;
}

/** The username field of a marked form in the element. */
export function findUsernameField(element: HTMLElement): FormField | undefined {
  const form = findPasswordForm(element);
  return form && findField(form, 'username');
}

function findPasswordField(form: HTMLFormElement): FormField | undefined {
  return (
    findField(form, 'current-password') ??
    listFields(form).find((field) => field.getAttribute('type') === 'password')
  );
}

function findField(form: HTMLFormElement, token: string): FormField | undefined {
  const tokens = (field: FormField) => field.getAttribute('autocomplete')?.trim().split(/\s+/) ?? [];
  return listFields(form).find((field) => tokens(field).includes(token));
}

function findSubmitter(form: HTMLFormElement): HTMLElement | undefined {
  return form.querySelector<HTMLElement>('button:not([type]), [type="submit"]') ?? undefined;
}

/**
 * The fields of the form, custom elements and fields with `form="id"` included. The getter is the prototype's, because
 * a field may be named "elements".
 */
function listFields(form: HTMLFormElement): readonly FormField[] {
  const elements = Reflect.get(HTMLFormElement.prototype, 'elements', form);
  return [...elements].filter(
    (element) => isFormField(element) && element.localName !== 'button',
  ) as FormField[];
}
