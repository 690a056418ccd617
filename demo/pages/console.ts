import { render } from 'lit';
import type {} from '../../src/define.ts';
import { createSystemClient } from '../../src/system.ts';
import { consoleView, type ConsoleActions } from '../console/console-view.ts';
import { situations } from '../console/situations.ts';
import { loadState, type ConsoleState, type Section } from '../console/state.ts';
import {
  change,
  control,
  poolPath,
  Refused,
  systemToken,
  workspacePath,
  type PoolSettings,
} from '../console/system-api.ts';
import { watchCalls } from '../inspector/calls.ts';
import { byId } from '../site/find.ts';
import { endSession } from '../site/session.ts';
import { toIssuer, poolId } from '../site/workspace.ts';

const place = byId('console');
const system = createSystemClient({ issuer: toIssuer('shop'), poolId, accessToken: systemToken });
let state: ConsoleState = await loadState();

const actions: ConsoleActions = {
  saveWorkspace: (workspace, mechanisms) =>
    act('methods', 'Saved.', () =>
      change(workspacePath(workspace), { authentication_mechanisms: mechanisms }),
    ),
  savePool: (section, settings) => act(section, 'Saved.', () => change<PoolSettings>(poolPath, settings)),
  play: (name) =>
    act('scenarios', `The next call meets: ${name}.`, () =>
      control('POST', '/scenario', situations.find((situation) => situation.name === name)?.scenario),
    ),
  stop: () => act('scenarios', 'Nothing is planned any more.', () => control('DELETE', '/scenario')),
  leap: (seconds) =>
    act('clock', 'The clock is ahead.', () => control('POST', '/clock', { advance_seconds: seconds })),
  reset: () => act('clock', 'Everything is as at the start.', startAnew),
  open: (userId) => {
    show({ ...state, open: userId });
  },
};

show(state);
// A link to a section: it was not there yet when the browser looked for it.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
document.addEventListener('passkey-list-changed', () => void refresh());
addEventListener('focus', () => void refresh());
// Refreshes after writes of other windows and of the passkey list on this page, e.g. a code that was sent.
watchCalls(({ method, at }) => {
  if (method !== 'GET' && at >= state.world.now) void refresh();
});

/** Runs the action, then shows the new state and the server's reply. */
function act(section: Section, done: string, work: () => Promise<unknown>): void {
  void perform(section, done, work);
}

async function perform(section: Section, done: string, work: () => Promise<unknown>): Promise<void> {
  const notice = await work().then(
    () => ({ section, is: 'saved', text: done }) as const,
    (error: unknown) => ({ section, is: 'refused', ...toNotice(error) }) as const,
  );
  await refresh();
  show({ ...state, notice });
  if (notice.is === 'saved') settle(section);
  else place.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}

function toNotice(error: unknown) {
  if (!(error instanceof Refused)) return { text: String(error) };
  return error.field
    ? { text: 'Nothing was changed.', field: error.field }
    : { text: error.message, field: undefined };
}

/** A reset invalidates all tokens, so the demo's session is ended too. */
async function startAnew(): Promise<void> {
  await control('POST', '/reset');
  await endSession();
}

/** Resets the forms to the server's values; until then they keep unsaved input. */
function settle(section: Section): void {
  const forms = section === 'clock' ? place.querySelectorAll('form') : byId(section).querySelectorAll('form');
  for (const form of forms) form.reset();
}

async function refresh(): Promise<void> {
  const next = await loadState();
  show({ ...next, open: state.open, notice: state.notice });
}

function show(next: ConsoleState): void {
  state = next;
  render(consoleView(state, system, actions), place);
}
