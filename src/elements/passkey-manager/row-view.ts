import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';

import type { Passkey } from '../../client/types.ts';
import { datesIn } from './dates.ts';
import { providerIcon } from './provider-icon.ts';
import { editor } from './editor.ts';
import { bidiIsolate, shownName, type NameProblem } from './names.ts';
import { lastMustStay, rowActivity, type RowActivity, type ListState, type ActionError } from './state.ts';
import { errorTone } from './action-error.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

/** What a row shows. */
export interface Row {
  readonly passkey: Passkey;
  readonly name: string;
  readonly doing: RowActivity;
  readonly problem: NameProblem | undefined;
  readonly trouble: ActionError | undefined;
  /** It is the only one, and its person may not be left without. */
  readonly mustStay: boolean;
  readonly provider: string | undefined;
  readonly now: Date;
}

type Listed = Extract<ListState, { is: 'listed' }>;

/** A row is drawn anew only when something that it shows has changed. */
export function rows(model: ManagerView, actions: ManagerActions, listed: Listed): TemplateResult {
  const { passkeys } = listed.list;
  const draw = (passkey: Passkey) => {
    const row = toRow(model, passkey, listed);
    const shown: unknown[] = Object.values(row);
    return guard([...shown, model.words, model.language], () => rowTemplate(row, model, actions));
  };
  return html`<ul part="list" class="list" @click=${(event: Event) => press(event, passkeys, actions)}>
    ${repeat(passkeys, ({ id }) => id, draw)}
  </ul>`;
}

/** One listener for all rows: a hundred rows are drawn at once. */
function press(
  { target, currentTarget }: Event,
  passkeys: readonly Passkey[],
  actions: ManagerActions,
): void {
  const button = (target as Element).closest('.row > .actions > button');
  if (!button || button.hasAttribute('aria-disabled')) return;
  const place = [...(currentTarget as Element).children].findIndex((row) => row.contains(button));
  const passkey = passkeys[place];
  if (!passkey) return;
  if (button.part.contains('rename')) actions.edit(passkey.id);
  else actions.askToRemove([passkey]);
}

function toRow({ state, words, providers }: ManagerView, passkey: Passkey, { list, loadedAt }: Listed): Row {
  const { activity, saving, trouble } = state;
  const doing = rowActivity(state, passkey.id);
  return {
    passkey,
    name: shownName(saving.get(passkey.id) ?? passkey.name, words.unnamed),
    doing,
    problem: doing === 'editing' && activity.is === 'editing' ? activity.problem : undefined,
    trouble: trouble?.id === passkey.id ? trouble : undefined,
    mustStay: lastMustStay(list),
    provider: passkey.aaguid && providers.get(passkey.aaguid),
    now: loadedAt,
  };
}

/** One template a row, with few places to fill in, because a hundred rows are cloned and filled at once. */
function rowTemplate(row: Row, model: ManagerView, actions: ManagerActions): TemplateResult {
  const { passkey, name, doing, mustStay } = row;
  const { words } = model;
  const waits = doing === 'idle' ? nothing : 'true';
  return html`
    <li part="row" class="row ${doing}">
      <span part="provider-icon" class="provider-icon">
        <svg class="glyph" aria-hidden="true"><use href="#${providerIcon(passkey)}"></use></svg>
      </span>
      <p class="line"><bdi part="name" class="name">${name}</bdi>${badges(passkey, words)}</p>
      <div part="row-actions" class="actions">
        <button
          part="rename"
          class="button plain small"
          type="button"
          title=${words.renameOf(bidiIsolate(name))}
          aria-disabled=${waits}
        >
          <svg class="glyph" aria-hidden="true"><use href="#pencil"></use></svg>
        </button>
        <button
          part="remove"
          class="button plain small"
          type="button"
          title=${words.removeOf(bidiIsolate(name))}
          aria-disabled=${mustStay ? 'true' : waits}
          aria-describedby=${mustStay ? 'last-passkey' : nothing}
        >
          <svg class="glyph" aria-hidden="true"><use href="#bin"></use></svg>
        </button>
      </div>
      <p part="facts" class="quiet facts">${facts(row, model)}</p>
      ${asides(row, model, actions)}
    </li>
  `;
}

function badges({ worksNow, usedHere }: Passkey, words: ManagerView['words']): unknown {
  if (worksNow !== false && !usedHere) return undefined;
  return [
    worksNow === false ? badge(words.setUpAgain, 'stale') : undefined,
    usedHere ? badge(words.usedHere) : undefined,
  ];
}

const badge = (words: string, tone = ''): TemplateResult =>
  html`<span part="badge" class="badge ${tone}">${words}</span>`;

/** Only what is known: what it is, and on a line of its own, when. */
function facts({ passkey, provider, now }: Row, { words, language }: ManagerView): string {
  const { mode, synced, createdAt, lastUsedAt } = passkey;
  const dates = datesIn(language);
  const created = createdAt && dates.day(createdAt);
  const used = lastUsedAt && dates.ago(lastUsedAt, now);
  const what = [
    provider,
    synced === undefined ? undefined : synced ? words.synced : words.thisDeviceOnly,
    mode && (mode === 'smart' ? words.modeSmart : words.modeClassic),
  ];
  const when = [created && words.created(created), used && words.lastUsed(used)];
  return [what, when].map(inLine).filter(Boolean).join('\n');
}

/** Each for itself where directions of writing meet; no line begins with a dot. */
const inLine = (facts: readonly (string | undefined)[]): string =>
  facts
    .filter((fact) => fact !== undefined)
    .map(bidiIsolate)
    .join('\u00a0· ');

/** What a row has now and then. */
function asides(row: Row, model: ManagerView, actions: ManagerActions): unknown {
  if (row.doing !== 'editing' && !row.trouble && !row.mustStay) return undefined;
  return [
    row.doing === 'editing' ? editor(row, model, actions) : undefined,
    row.trouble && trouble(row.trouble, row.name, model),
    row.mustStay
      ? html`<p part="last-passkey" id="last-passkey" class="quiet">${model.words.lastPasskey}</p>`
      : undefined,
  ];
}

function trouble(trouble: ActionError, name: string, { words, errors }: ManagerView): TemplateResult {
  const reverted = trouble.action === 'rename' ? `${words.notRenamed(bidiIsolate(name))} ` : '';
  return html`<p part="trouble" class=${errorTone(trouble)}>${reverted}${errors[trouble.error.code]}</p>`;
}
