import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';

import type { Passkey } from '../../ceremonies/passkeys.ts';
import { datesIn } from './dates.ts';
import { keeperOf } from './keeper.ts';
import { editor } from './editor.ts';
import { isolated, shownName, type NameProblem } from './names.ts';
import { isKept, rowActivity, type RowActivity, type Shown, type Trouble } from './state.ts';
import { toneOf } from './trouble.ts';
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

/** One template a row, because a hundred rows are cloned and filled at once. */
function drawn(row: Row, model: ManagerView, actions: ManagerActions): TemplateResult {
  const { passkey, doing } = row;
  const [provider, kept, mode, created, used] = facts(row, model);
  return html`
    <li part="row" class="row" aria-busy=${doing === 'saving' || doing === 'removing'}>
      <span part="keeper" class="keeper">
        <svg class="glyph" aria-hidden="true"><use href="#${keeperOf(passkey)}"></use></svg>
      </span>
      ${doing === 'naming' ? editor(row, model, actions) : title(row, model, actions)}
      <p part="facts" class="quiet facts">
        <span class="fact">${provider}</span><span class="fact">${kept}</span><span class="fact">${mode}</span
        ><span class="fact">${created}</span><span class="fact">${used}</span>
      </p>
      ${trouble(row, model)}
      ${row.kept ? html`<p part="kept" id="kept" class="quiet">${model.words.lastPasskey}</p>` : nothing}
    </li>
  `;
}

/** Only what is known; each for itself where directions of writing meet. */
function facts({ passkey, provider, now }: Row, { words, language }: ManagerView): (string | undefined)[] {
  const { mode, synced, createdAt, lastUsedAt } = passkey;
  const dates = datesIn(language);
  const created = createdAt && dates.day(createdAt);
  const used = lastUsedAt && dates.ago(lastUsedAt, now);
  return [
    provider,
    synced === undefined ? undefined : synced ? words.synced : words.thisDeviceOnly,
    mode && (mode === 'smart' ? words.modeSmart : words.modeClassic),
    created && words.created(created),
    used && words.lastUsed(used),
  ].map((fact) => fact && isolated(fact));
}

function trouble({ trouble, name }: Row, { words, errors }: ManagerView): TemplateResult | undefined {
  if (!trouble) return undefined;
  const reverted = trouble.action === 'rename' ? `${words.notRenamed(isolated(name))} ` : '';
  return html`<p part="trouble" class=${toneOf(trouble)}>${reverted}${errors[trouble.error.code]}</p>`;
}

const badge = (words: string, tone = ''): TemplateResult =>
  html`<span part="badge" class="badge ${tone}">${words}</span>`;

function title(row: Row, { words }: ManagerView, actions: ManagerActions): TemplateResult {
  const { passkey, name, kept } = row;
  const waiting = row.doing !== 'idle';
  return html`
    <p class="line">
      <bdi part="name" class="name">${name}</bdi>
      ${passkey.worksNow === false ? badge(words.setUpAgain, 'stale') : nothing}
      ${passkey.usedHere ? badge(words.usedHere) : nothing}
    </p>
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
        <svg class="glyph" aria-hidden="true"><use href="#pencil"></use></svg>
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
        <svg class="glyph" aria-hidden="true"><use href="#bin"></use></svg>
      </button>
    </div>
  `;
}
