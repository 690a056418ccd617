import { html, render, type TemplateResult } from 'lit';
import type { Ask } from './ceremonies.ts';
import type { DemoKey } from './key-store.ts';

/** Asks in a dialog of the page, which is marked as not being the system's. */
export const prompt: Ask = {
  async toCreate(userName, rpId, silent, signal) {
    const question = silent
      ? { text: upgradeText(userName, rpId), choices: [{ label: 'Make it silently', value: true }] }
      : { text: creationText(userName, rpId), choices: [{ label: 'Create it', value: true }] };
    return (await ask({ ...question, front: !silent }, signal)) ?? false;
  },

  async toUse(keys, rpId, waiting, signal) {
    const choices = keys.map((key) => ({ label: key.userName, value: key }));
    const question = { text: textFor(keys, rpId), choices, front: !waiting };
    if (!waiting) return ask(question, signal);
    const chosen = keys.length ? await ask(question, signal) : undefined;
    return chosen ?? never(signal);
  },
};

interface Question<T> {
  readonly text: TemplateResult;
  readonly choices: readonly { readonly label: string; readonly value: T }[];
  /** False: sits in the corner and lets the page go on, as autofill does. */
  readonly front: boolean;
}

const creationText = (userName: string, rpId: string) =>
  html`Create a passkey for <b>${userName}</b> on <b>${rpId}</b>? Its key is kept in this browser.`;

const upgradeText = (userName: string, rpId: string) =>
  html`The password was right, and this page lets password managers make a passkey for <b>${userName}</b> on
    <b>${rpId}</b>. A real one does so without a question; you have ten seconds.`;

function textFor(keys: readonly DemoKey[], rpId: string): TemplateResult {
  return keys.length
    ? html`Sign in to <b>${rpId}</b> with a passkey of:`
    : html`There is no passkey for <b>${rpId}</b> that fits.`;
}

/** Resolves with the chosen value, or with nothing when the person dismisses the dialog. */
function ask<T>(question: Question<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  signal?.throwIfAborted();
  const box = document.body.appendChild(boxFor(question));
  return new Promise<T | undefined>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    box.addEventListener('close', () => resolve(undefined), { once: true });
    render(view(question, resolve), box);
    if (box instanceof HTMLDialogElement) box.showModal();
  }).finally(() => box.remove());
}

/** A modal dialog; for autofill a corner of the page, which leaves the focus where it is. */
function boxFor({ front }: Question<unknown>): HTMLElement {
  const box = document.createElement(front ? 'dialog' : 'section');
  box.className = front ? 'authenticator' : 'authenticator corner';
  box.ariaLabel = 'Demo authenticator';
  return box;
}

const view = <T>(question: Question<T>, choose: (value: T | undefined) => void) => html`
  <p class="badge">Demo authenticator</p>
  <p>${question.text}</p>
  <div class="choices">
    ${question.choices.map(
      ({ label, value }) => html`<button class="primary" @click=${() => choose(value)}>${label}</button>`,
    )}
    <button @click=${() => choose(undefined)}>${question.front ? 'Cancel' : 'Not now'}</button>
  </div>
  <p class="soft">This plays the part of your system’s passkey dialog. Do not use it for real accounts.</p>
`;

/** Autofill without a passkey to offer: waits until the page gives up. */
function never(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
