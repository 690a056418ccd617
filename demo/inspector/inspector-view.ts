import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Flag } from './authenticator-data.ts';
import { nameCall, type Fact, type RecordedCall } from './call.ts';
import { checkCall, type Check, type Surroundings } from './checks.ts';
import { credentialFacts, decodeCredential } from './credential-facts.ts';
import { optionsFacts } from './options-facts.ts';
import { consequences } from './refusals.ts';

/** A call, with the context known when it came. */
export interface Entry {
  readonly number: number;
  readonly call: RecordedCall;
  readonly around: Surroundings;
}

/** Newest first. `nameProvider` gives the name of an AAGUID. */
export function inspectorView(
  entries: readonly Entry[],
  nameProvider: (aaguid: string) => string,
): TemplateResult {
  if (entries.length === 0) return html`<p class="note">Nothing was called yet. Sign in, and come back.</p>`;
  return html`<ol class="calls">
    ${repeat(
      entries.toReversed(),
      ({ number }) => number,
      (entry) => html`<li>${callView(entry, nameProvider)}</li>`,
    )}
  </ol>`;
}

function callView(entry: Entry, nameProvider: (aaguid: string) => string): TemplateResult {
  const { call } = entry;
  return html`
    <details>
      <summary>
        <span class="status ${call.status < 400 ? 'good' : 'bad'}">${call.status}</span>
        <span class="what"><b>${nameCall(call)}</b> <code>${call.method} ${call.path}</code></span>
        <span class="soft">${call.milliseconds} ms</span>
        <time class="soft" datetime=${call.at}>${new Date(call.at).toLocaleTimeString()}</time>
      </summary>
      <div class="parts">
        ${call.options?.publicKey ? factsView('What was asked', optionsFacts(call.options.publicKey)) : nothing}
        ${call.credential ? credentialView(entry, nameProvider) : nothing} ${verdict(call)}
      </div>
    </details>
  `;
}

function credentialView({ call, around }: Entry, nameProvider: (aaguid: string) => string): TemplateResult {
  const credential = call.credential ?? {};
  const decoded = decodeCredential(credential);
  return html`
    ${factsView('What the authenticator answered', credentialFacts(credential, decoded, nameProvider))}
    <section>
      <h2>Flags</h2>
      <ul class="flags">
        ${decoded.authenticatorData?.flags.map(flagView)}
      </ul>
      <h2>What is checked</h2>
      <ul class="checks">
        ${checkCall(call, decoded, around).map(checkView)}
      </ul>
    </section>
  `;
}

function factsView(title: string, facts: readonly Fact[]): TemplateResult {
  return html`
    <section>
      <h2>${title}</h2>
      <dl>
        ${facts.map(
          ({ label, value, note }) => html`
            <div>
              <dt>${label}</dt>
              <dd>
                <span class="value">${value}</span>${note ? html`<span class="soft">${note}</span>` : nothing}
              </dd>
            </div>
          `,
        )}
      </dl>
    </section>
  `;
}

const flagView = ({ name, meaning, on }: Flag) => html`
  <li class=${on ? 'on' : 'off'}><b>${name}</b> ${on ? meaning : `not: ${meaning}`}</li>
`;

const marks = { met: '✓', broken: '✗', unseen: '·', waived: '–' };
const spoken = { met: 'met', broken: 'broken', unseen: 'only the server knows', waived: 'waived' };

const checkView = ({ demand, is }: Check) => html`
  <li class=${is}><span role="img" aria-label=${spoken[is]}>${marks[is]}</span> ${demand}</li>
`;

function verdict(call: RecordedCall): TemplateResult {
  if (call.status < 400) return html`<p class="verdict good">Accepted.</p>`;
  return html`<p class="verdict bad">
    Refused${call.error_code ? html` with <code>${call.error_code}</code>` : nothing}.
    <span>${call.reason} ${consequences[call.error_code ?? '']}</span>
  </p>`;
}
