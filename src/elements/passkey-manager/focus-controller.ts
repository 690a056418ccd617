import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Passkey } from '../../client/types.ts';
import type { ActionOutcome } from './outcome.ts';
import type { Activity } from './state.ts';

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
    if (outcome.is === 'listed' || outcome.is === 'failed') this.#restoreFocus();
  }

  hostUpdate(): void {
    this.#hadFocus = this.#hasFocus;
  }

  /** A modal dialog takes the focus, and the browser restores it when the dialog closes. */
  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    this.#focusLost ||= this.#hadFocus && !this.#hasFocus;
    this.#host.renderRoot.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
    const { activity } = this.#watched.state;
    const before = this.#activity;
    if (activity === before) return;
    this.#activity = activity;
    if (activity.is === 'editing') this.#focusEditor();
    else if (before.is === 'editing') this.#focusRow(this.#indexById(before.id));
    else if (before.is === 'confirming' && document.activeElement === document.body) this.#focusRow(0);
  }

  /** Needed when the focused node is gone, for example the retry button after the list has arrived. */
  #restoreFocus(): void {
    if (this.#focusLost && this.#watched.state.activity.is === 'none') this.#focusRow(0);
  }

  get #hasFocus(): boolean {
    return this.#host.matches(':focus-within');
  }

  #focusEditor(): void {
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>('.editor input');
    this.#focus(input);
    if (input?.getAttribute('aria-invalid') !== 'true') input?.select();
  }

  /** Focuses the last row if the index is too high; without rows, the add button or the retry button. */
  #focusRow(index: number): void {
    const rows = this.#host.renderRoot.querySelectorAll<HTMLElement>('[part="rename"]');
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    this.#focus(row ?? this.#host.renderRoot.querySelector<HTMLElement>('[part="add"], [part="retry"]'));
  }

  #focus(target: HTMLElement | null): void {
    this.#focusLost = false;
    const active = document.activeElement;
    if (active === null || active === document.body || this.#hasFocus) target?.focus();
  }

  #indexById(id: string): number {
    return this.#watched.passkeys.findIndex((passkey) => passkey.id === id);
  }
}
