import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Passkey } from '../../client/types.ts';
import type { ActionOutcome } from './controller.ts';
import type { Activity } from './state.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/** What it watches. */
interface Watched {
  readonly state: { readonly activity: Activity };
  readonly passkeys: readonly Passkey[];
}

/**
 * Moves the focus to where the person goes on: into an editor that opened, back to its row, to the passkey that
 * was added, to the one after those that were removed. It takes the focus only from inside the element, or where
 * it fell off something that is gone.
 */
export class FocusController implements ReactiveController {
  readonly #host: Host;
  readonly #watched: Watched;
  #before: Activity = { is: 'none' };
  #hadFocus = false;
  /** What had the focus is gone, and nothing else has it yet. */
  #fell = false;

  constructor(host: Host, watched: Watched) {
    this.#host = host;
    this.#watched = watched;
    host.addController(this);
  }

  /** Follows an action that changed the list. */
  async follow(news: ActionOutcome): Promise<void> {
    await this.#host.updateComplete;
    if (news.is === 'added' && news.row !== undefined) this.#toRow(this.#placeOf(news.row));
    if (news.is === 'removed') this.#toRow(news.place);
    if (news.is === 'listed' || news.is === 'failed') this.#pickUp();
  }

  hostUpdate(): void {
    this.#hadFocus = this.#hasFocus;
  }

  /** A dialog that has come takes the focus, and gives it back when it closes. */
  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    this.#fell ||= this.#hadFocus && !this.#hasFocus;
    this.#host.renderRoot.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
    const { activity } = this.#watched.state;
    const before = this.#before;
    if (activity === before) return;
    this.#before = activity;
    if (activity.is === 'editing') this.#toEditor();
    else if (before.is === 'editing') this.#toRow(this.#placeOf(before.id));
    else if (before.is === 'asking' && document.activeElement === document.body) this.#toRow(0);
  }

  /** After what had the focus is gone: a button that loads the list again goes when the list comes. */
  #pickUp(): void {
    if (this.#fell && this.#watched.state.activity.is === 'none') this.#toRow(0);
  }

  get #hasFocus(): boolean {
    return this.#host.matches(':focus-within');
  }

  #toEditor(): void {
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>('.editor input');
    this.#take(input);
    if (input?.getAttribute('aria-invalid') !== 'true') input?.select();
  }

  /** Past the end, the last row; without a row, the button that adds, or that loads the list again. */
  #toRow(place: number): void {
    const rows = this.#host.renderRoot.querySelectorAll<HTMLElement>('[part="rename"]');
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    this.#take(row ?? this.#host.renderRoot.querySelector<HTMLElement>('[part="add"], [part="retry"]'));
  }

  #take(target: HTMLElement | null): void {
    this.#fell = false;
    const active = document.activeElement;
    if (active === null || active === document.body || this.#hasFocus) target?.focus();
  }

  #placeOf(id: string): number {
    return this.#watched.passkeys.findIndex((passkey) => passkey.id === id);
  }
}
