import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';

import type { Passkey } from '../../ceremonies/passkeys.ts';
import { datesIn } from './dates.ts';
import { bin, keepers, pencil } from './icons.ts';
import { keeperOf } from './keeper.ts';
import { editor } from './editor.ts';
import { isolated, shownName, type NameProblem } from './names.ts';
import { toneOf } from './notes.ts';
import { isKept, rowActivity, type RowActivity, type Shown, type Trouble } from './state.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

/** What a row shows. */
export interface Row {
  readonly passkey: Passkey;
  readonly name: string;
  readonly doing: RowActivity;
  readonly problem: NameProblem | undefined;
  readonly trouble: Trouble | undefined;
  /** It is the last one, and must stay. */
  readonly kept: boolean;
  readonly provider: string | undefined;
  readonly now: Date;
}

type Listed = Extract<Shown, { is: 'listed' }>;

/** A row is drawn anew only when something that it shows has changed. */
export function rows(model: ManagerView, actions: ManagerActions, listed: Listed): TemplateResult {
  const draw = (passkey: Passkey) => {
    const row = rowOf(model, passkey, listed);
    const shown: unknown[] = Object.values(row);
    return guard([...shown, model.words, model.language], () => drawn(row, model, actions));
  };
  return html`<ul part="list" class="list">
    ${repeat(listed.list.passkeys, ({ id }) => id, draw)}
  </ul>`;
}

function rowOf({ state, words, providers }: ManagerView, passkey: Passkey, { list, loadedAt }: Listed): Row {
  const { activity, saving, trouble } = state;
  const doing = rowActivity(state, passkey.id);
  return {
    passkey,
    name: shownName(saving.get(passkey.id) ?? passkey.name, words.unnamed),
    doing,
    problem: doing === 'naming' && activity.is === 'naming' ? activity.problem : undefined,
    trouble: trouble?.id === passkey.id ? trouble : undefined,
    kept: isKept(list),
    provider: passkey.aaguid && providers.get(passkey.aaguid),
    now: loadedAt,
  };
}

function drawn(row: Row, model: ManagerView, actions: ManagerActions): TemplateResult {
  const { passkey, doing, name } = row;
  const { words } = model;
  return html`
    <li part="row" class="row" aria-busy=${doing === 'saving' || doing === 'removing'}>
      <span part="keeper" class="keeper">${keepers[keeperOf(passkey)]}</span>
      ${
        doing === 'naming'
          ? editor(row, model, actions)
          : html`
              <p class="line"><bdi part="name" class="name">${name}</bdi> ${badges(passkey, words)}</p>
              ${buttons(row, model, actions)}
            `
      }
      <p part="facts" class="quiet facts">${facts(row, model)}</p>
      ${notes(row, model)}
    </li>
  `;
}

function badges({ worksNow, usedHere }: Passkey, words: ManagerView['words']): TemplateResult {
  return html`
    ${worksNow === false ? html`<span part="badge" class="badge stale">${words.setUpAgain}</span>` : nothing}
    ${usedHere ? html`<span part="badge" class="badge">${words.usedHere}</span>` : nothing}
  `;
}

/** Only what is known. */
function facts({ passkey, provider, now }: Row, { words, language }: ManagerView): TemplateResult[] {
  const { mode, synced, createdAt, lastUsedAt } = passkey;
  const dates = datesIn(language);
  const created = createdAt && dates.day(createdAt);
  const used = lastUsedAt && dates.ago(lastUsedAt, now);
  const known = [
    provider,
    synced === undefined ? undefined : synced ? words.synced : words.thisDeviceOnly,
    mode && (mode === 'smart' ? words.modeSmart : words.modeClassic),
    created && words.created(created),
    used && words.lastUsed(used),
  ];
  return known
    .filter((fact) => fact !== undefined)
    .map((fact) => html`<span class="fact"><bdi>${fact}</bdi></span>`);
}

/** Why it stays, and what went wrong with it. */
function notes({ kept, trouble, name }: Row, { words, errors }: ManagerView): TemplateResult {
  const reverted = trouble?.action === 'rename' ? `${words.notRenamed(isolated(name))} ` : '';
  return html`
    ${trouble && html`<p part="trouble" class=${toneOf(trouble)}>${reverted}${errors[trouble.error.code]}</p>`}
    ${kept ? html`<p part="kept" id="kept" class="quiet">${words.lastPasskey}</p>` : nothing}
  `;
}

function buttons(
  { passkey, name, doing, kept }: Row,
  { words }: ManagerView,
  actions: ManagerActions,
): TemplateResult {
  const waiting = doing !== 'idle';
  return html`
    <div part="row-actions" class="actions">
      <button
        part="rename"
        class="button plain small"
        type="button"
        title=${words.rename}
        aria-label=${words.renameOf(isolated(name))}
        aria-disabled=${waiting ? 'true' : nothing}
        @click=${waiting ? undefined : () => actions.edit(passkey.id)}
      >
        ${pencil}
      </button>
      <button
        part="remove"
        class="button plain small"
        type="button"
        title=${words.remove}
        aria-label=${words.removeOf(isolated(name))}
        aria-disabled=${waiting || kept ? 'true' : nothing}
        aria-describedby=${kept ? 'kept' : nothing}
        @click=${waiting || kept ? undefined : () => actions.askToRemove([passkey])}
      >
        ${bin}
      </button>
    </div>
  `;
}
