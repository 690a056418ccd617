import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';

import type { Passkey } from '../../client/types.ts';
import { isComposing } from '../shared/composition.ts';
import { datesIn } from './dates.ts';
import { providerIcon } from './icons.ts';
import { bidiIsolate, longestName, shownName, type NameProblem } from './names.ts';
import {
  isBusy,
  isLastRemovable,
  rowActivity,
  type ActionError,
  type Listed,
  type RowActivity,
} from './state.ts';
import { errorTone, failureText, formValue, type ManagerActions, type ManagerView } from './view-model.ts';

/** Everything that a row shows. */
interface Row {
  readonly passkey: Passkey;
  readonly name: string;
  readonly activity: RowActivity;
  readonly problem: NameProblem | undefined;
  readonly error: ActionError | undefined;
  readonly removable: boolean;
  /** Another action makes the person wait. */
  readonly busy: boolean;
  readonly provider: string | undefined;
  /** Reference time for relative dates. */
  readonly now: Date;
}

/** Renders a row again only if a value that it shows has changed. */
export function rows(model: ManagerView, actions: ManagerActions, listed: Listed): TemplateResult {
  const { passkeys } = listed.list;
  const render = (passkey: Passkey) => {
    const row = toRow(model, passkey, listed);
    const values: unknown[] = Object.values(row);
    return guard([...values, model.words, model.locale], () => rowTemplate(row, model, actions));
  };
  return html`<ul part="list" class="list" @click=${(event: Event) => onClick(event, passkeys, actions)}>
    ${repeat(passkeys, ({ id, credentialId }) => credentialId ?? id, render)}
  </ul>`;
}

/** One listener for all rows, because a list may have a hundred. */
function onClick(
  { target, currentTarget }: Event,
  passkeys: readonly Passkey[],
  actions: ManagerActions,
): void {
  const button = (target as Element).closest('.row > .actions > button');
  if (!button || button.hasAttribute('aria-disabled')) return;
  const index = [...(currentTarget as Element).children].findIndex((row) => row.contains(button));
  const passkey = passkeys[index];
  if (!passkey) return;
  if (button.part.contains('rename')) actions.edit(passkey.id);
  else actions.confirmRemoval([passkey]);
}

function toRow({ state, words, providers }: ManagerView, passkey: Passkey, { list, loadedAt }: Listed): Row {
  const { saving, actionError } = state;
  const activity = rowActivity(state, passkey.id);
  return {
    passkey,
    name: shownName(saving.get(passkey.id) ?? passkey.name, words.unnamed),
    activity,
    problem: activity === 'editing' && state.activity.is === 'editing' ? state.activity.problem : undefined,
    error: actionError?.id === passkey.id ? actionError : undefined,
    removable: isLastRemovable(list),
    busy: isBusy(state.activity),
    provider: passkey.aaguid && providers.get(passkey.aaguid),
    now: loadedAt,
  };
}

/** One template with few expressions, because a list may have a hundred rows. */
function rowTemplate(row: Row, model: ManagerView, actions: ManagerActions): TemplateResult {
  const { passkey, name, activity, removable, busy } = row;
  const { words } = model;
  const disabled = activity === 'idle' && !busy ? nothing : 'true';
  return html`
    <li part="row" class="row ${activity}">
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
          aria-disabled=${disabled}
        >
          <svg class="glyph" aria-hidden="true"><use href="#pencil"></use></svg>
        </button>
        <button
          part="remove"
          class="button plain small"
          type="button"
          title=${words.removeOf(bidiIsolate(name))}
          aria-disabled=${removable ? disabled : 'true'}
          aria-describedby=${removable ? nothing : 'last-passkey'}
        >
          <svg class="glyph" aria-hidden="true"><use href="#bin"></use></svg>
        </button>
      </div>
      <p part="facts" class="quiet facts">${facts(row, model)}</p>
      ${extras(row, model, actions)}
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

/** Two lines: provider, sync and mode; then the dates. Values that the server did not send are left out. */
function facts({ passkey, provider, now }: Row, { words, locale }: ManagerView): string {
  const { mode, synced, createdAt, lastUsedAt } = passkey;
  const dates = datesIn(locale);
  const created = createdAt && dates.day(createdAt);
  const used = lastUsedAt && dates.ago(lastUsedAt, now);
  const kind = [
    provider,
    synced === undefined ? undefined : synced ? words.synced : words.thisDeviceOnly,
    mode && (mode === 'smart' ? words.modeSmart : words.modeClassic),
  ];
  const times = [created && words.created(created), used && words.lastUsed(used)];
  return [kind, times].map(joinFacts).filter(Boolean).join('\n');
}

/** Isolates the writing direction of each fact, and keeps the separator from beginning a line. */
const joinFacts = (facts: readonly (string | undefined)[]): string =>
  facts
    .filter((fact) => fact !== undefined)
    .map(bidiIsolate)
    .join('\u00a0· ');

/** Optional parts of a row: editor, error, and the note that the only passkey cannot be removed. */
function extras(row: Row, model: ManagerView, actions: ManagerActions): unknown {
  const { activity, error, removable } = row;
  if (activity !== 'editing' && !error && removable) return undefined;
  return [
    activity === 'editing' ? editor(row, model, actions) : undefined,
    error && rowError(error, row.name, model),
    removable
      ? undefined
      : html`<p part="last-passkey" id="last-passkey" class="quiet">${model.words.lastPasskey}</p>`,
  ];
}

function rowError(failure: ActionError, name: string, model: ManagerView): TemplateResult {
  const unchanged = failure.action === 'rename' ? `${model.words.notRenamed(bidiIsolate(name))} ` : '';
  const text = unchanged + failureText(failure, model);
  return html`<p part="trouble" class=${errorTone(failure)}>${text}</p>`;
}

/** Editor of a name, in its place. Enter saves; Escape closes it without a change. */
function editor({ passkey, problem }: Row, { words }: ManagerView, actions: ManagerActions): TemplateResult {
  return html`
    <form
      part="editor"
      class="editor"
      novalidate
      @submit=${(event: SubmitEvent) => actions.rename(passkey.id, formValue(event, 'name'))}
      @keydown=${(event: KeyboardEvent) => closeOnEscape(event, actions)}
    >
      <input
        part="input"
        class="input"
        name="name"
        .value=${passkey.name}
        maxlength=${longestName}
        dir="auto"
        autocomplete="off"
        aria-label=${words.name}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'problem' : nothing}
      />
      <button part="save" class="button small" type="submit">${words.save}</button>
      <button part="cancel" class="button plain small" type="button" @click=${actions.stopEditing}>
        ${words.cancel}
      </button>
    </form>
    ${
      problem
        ? html`<p part="problem" id="problem" class="trouble wrong">
            ${problem === 'characters' ? words.nameCharacters : words.nameInvalid}
          </p>`
        : nothing
    }
  `;
}

function closeOnEscape(event: KeyboardEvent, actions: ManagerActions): void {
  if (event.key !== 'Escape' || isComposing(event)) return;
  // Otherwise a dialog of the page that contains the element would close.
  event.preventDefault();
  actions.stopEditing();
}
