import { html, nothing, type TemplateResult } from 'lit';
import { saved } from './form.ts';
import { section } from './section-view.ts';
import type { ConsoleState } from './state.ts';
import { situations } from './situations.ts';

const leaps = [
  { seconds: 60, label: '1 minute' },
  { seconds: 301, label: '5 minutes' },
  { seconds: 3601, label: '1 hour' },
  { seconds: 86_400, label: '1 day' },
];

/** Codes that a real tenant would have sent. */
export function outboxView(state: ConsoleState): TemplateResult {
  const { messages } = state;
  return section(state, {
    name: 'outbox',
    title: 'Outbox',
    rule: html`Codes that would have been sent. A new code ends the earlier ones; ten wrong tries end a code.`,
    body: messages.length
      ? html`<ul class="users">
          ${messages.toReversed().map(
            ({ address, code, sent_at: sentAt }) => html`
              <li>
                <span>${address}</span> <code class="code">${code}</code>
                <time class="soft" datetime=${sentAt}>${new Date(sentAt).toLocaleTimeString()}</time>
              </li>
            `,
          )}
        </ul>`
      : html`<p>Nothing was sent yet.</p>`,
  });
}

/** Faults that can be switched on. */
export function scenariosView(
  state: ConsoleState,
  play: (situation: string) => void,
  stop: () => void,
): TemplateResult {
  const waiting = state.world.scenarios;
  return section(state, {
    name: 'scenarios',
    title: 'Scenarios',
    rule: html`Choose what the next matching call meets, then go and do it: the pages should stay calm.`,
    body: html`
      <form class="row" @submit=${saved((fields) => play(fields.one('situation')))}>
        <label class="visually-hidden" for="situation">Situation</label>
        <select id="situation" name="situation" class="grow">
          ${situations.map(({ name }) => html`<option>${name}</option>`)}
        </select>
        <button>Set it up</button>
      </form>
      <ul class="waiting">
        ${waiting.map(({ method, path, times }) => html`<li>waits for <code>${method} ${path}</code>, ${times} ×</li>`)}
      </ul>
      ${waiting.length ? html`<p><button class="link" @click=${stop}>Switch them off</button></p>` : nothing}
    `,
  });
}

/** The server's clock, and the way back to the start. */
export function clockView(
  state: ConsoleState,
  leap: (seconds: number) => void,
  reset: () => void,
): TemplateResult {
  return section(state, {
    name: 'clock',
    title: 'Clock',
    rule: html`After 5 minutes changes to passkeys ask for a step-up, and challenges have expired. Access
    tokens live an hour.`,
    body: html`
      <p>
        It is <time datetime=${state.world.now}>${new Date(state.world.now).toLocaleString()}</time> on the
        server.
      </p>
      <p class="row">
        ${leaps.map(({ seconds, label }) => html`<button @click=${() => leap(seconds)}>+ ${label}</button>`)}
      </p>
      <p><button class="link" @click=${reset}>Back to the start: users, passkeys, settings, clock</button></p>
    `,
  });
}
