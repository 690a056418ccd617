import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Passkey } from '../../client/types.ts';
import type { ActionOutcome } from './outcome.ts';
import type { Activity } from './state.ts';
import { suspended } from './view-model.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

interface Watched {
  readonly state: { readonly activity: Activity };
  readonly passkeys: readonly Passkey[];
}

/**
 * Opens dialogs, and moves the focus to where the person continues: into an opened editor, back to its row, to an
 * added passkey, to the row after a removed one. Never takes the focus from another part of the page.
 */
export class FocusController implements ReactiveController {
  readonly #host: Host;
  readonly #watched: Watched;
  #activity: Activity = { is: 'none' };
  #hadFocus = false;
  /** The focused node was removed and focus has not been restored. */
  #focusLost = false;
  /** Reports when the element, or its open dialog, becomes visible or hidden. */
  #visibility: IntersectionObserver | undefined;
  #dialog: HTMLDialogElement | null = null;

  constructor(host: Host, watched: Watched) {
    this.#host = host;
    this.#watched = watched;
    host.addController(this);
  }

  /** Moves the focus after an action. */
  async follow(outcome: ActionOutcome): Promise<void> {
    await this.#host.updateComplete;
    if (outcome.is === 'added' && outcome.row !== undefined) this.#focusRow(this.#indexById(outcome.row));
    if (outcome.is === 'removed') this.#focusRow(outcome.index);
    if (outcome.is === 'code-sent') this.#focus(this.#query('#code'));
    if (outcome.is === 'failed') this.#focus(this.#query('.remote-form [aria-invalid="true"]'));
    if (outcome.is === 'listed' || outcome.is === 'failed') this.#restoreFocus();
  }

  hostConnected(): void {
    if (typeof IntersectionObserver !== 'function') return;
    this.#visibility = new IntersectionObserver(() => this.#syncDialog());
    this.#visibility.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#visibility?.disconnect();
    this.#dialog = null;
  }

  hostUpdate(): void {
    this.#hadFocus = this.#hasFocus;
  }

  /** A modal dialog takes the focus, and the browser restores it when the dialog closes. */
  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    this.#focusLost ||= this.#hadFocus && !this.#hasFocus;
    this.#syncDialog();
    const { activity } = this.#watched.state;
    const before = this.#activity;
    if (activity === before) return;
    this.#activity = activity;
    if (activity.is === 'editing') this.#focusEditor();
    else if (before.is === 'editing') this.#focusRow(this.#indexById(before.id));
    else if (before.is === 'confirming' && this.#isFocusFree) this.#focusRow(0);
  }

  /**
   * A modal dialog that is not rendered would leave the whole page inert, so a dialog is open only while the element
   * is visible. One whose place was hidden opens again together with it.
   */
  #syncDialog(): void {
    const dialog = this.#host.renderRoot.querySelector('dialog');
    const isNew = dialog !== this.#dialog;
    if (isNew && this.#dialog) this.#visibility?.unobserve(this.#dialog);
    this.#dialog = dialog;
    if (!dialog) return;
    if (isNew) this.#visibility?.observe(dialog);
    if (!isVisible(this.#query('.base'))) {
      if (dialog.open) dialog.close(suspended);
      else if (isNew) dialog.returnValue = suspended;
    } else if (!dialog.open && (isNew || dialog.returnValue === suspended)) {
      dialog.returnValue = '';
      dialog.showModal();
    }
  }

  /** Needed when the focused node is gone, for example the retry button after the list has arrived. */
  #restoreFocus(): void {
    if (this.#focusLost && this.#watched.state.activity.is === 'none') this.#focusRow(0);
  }

  get #isFocusFree(): boolean {
    const { activeElement, body } = this.#host.ownerDocument;
    return activeElement === null || activeElement === body;
  }

  get #activeElement(): Element | null {
    return (this.#host.renderRoot as ShadowRoot).activeElement;
  }

  get #hasFocus(): boolean {
    return this.#host.matches(':focus-within');
  }

  #focusEditor(): void {
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>('.editor input');
    // A reload may update an editor in which the person is typing.
    if (input === this.#activeElement) return;
    this.#focus(input);
    if (input?.getAttribute('aria-invalid') !== 'true') input?.select();
  }

  /** Focuses the last row if the index is too high; without rows, the add button or the retry button. */
  #focusRow(index: number): void {
    const rows = this.#host.renderRoot.querySelectorAll<HTMLElement>('[part="rename"]');
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    this.#focus(row ?? this.#query('[part="add"], [part="retry"]'));
  }

  #focus(target: HTMLElement | null): void {
    if (!target) return;
    this.#focusLost = false;
    if (this.#isFocusFree || this.#hasFocus) target.focus();
  }

  #query(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }

  #indexById(id: string): number {
    return this.#watched.passkeys.findIndex((passkey) => passkey.id === id);
  }
}

/** Safari before 17.4 has no `checkVisibility`. */
function isVisible(element: HTMLElement | null): boolean {
  if (typeof element?.checkVisibility !== 'function') return (element?.getClientRects().length ?? 0) > 0;
  return element.checkVisibility({ visibilityProperty: true });
}
