import { html, type TemplateResult } from 'lit';
import type { SystemClient } from '../../src/system.ts';
import { factorsView } from './factors-view.ts';
import { limitsView } from './limits-view.ts';
import { methodsView } from './methods-view.ts';
import { peopleView } from './people-view.ts';
import { clockView, outboxView, scenariosView } from './play-view.ts';
import { relyingPartyView } from './relying-party-view.ts';
import type { ConsoleState, SavePool } from './state.ts';

/** Actions of the console. */
export interface ConsoleActions {
  readonly saveWorkspace: (workspace: string, mechanisms: readonly string[]) => void;
  readonly savePool: SavePool;
  readonly open: (userId: string | undefined) => void;
  readonly play: (situation: string) => void;
  readonly stop: () => void;
  readonly leap: (seconds: number) => void;
  readonly reset: () => void;
}

/** The console as a function of its state: the four steps of the vendor's console, then the controls that only a mock has. */
export function consoleView(
  state: ConsoleState,
  system: SystemClient,
  actions: ConsoleActions,
): TemplateResult {
  return html`
    <ol class="sections">
      <li>${methodsView(state, actions.saveWorkspace)}</li>
      <li>${factorsView(state, actions.savePool)}</li>
      <li>${relyingPartyView(state, actions.savePool)}</li>
      <li>${limitsView(state, actions.savePool)}</li>
    </ol>
    <div class="sections unnumbered">
      ${peopleView(state, system, actions.open)} ${outboxView(state)}
      ${clockView(state, actions.leap, actions.reset)} ${scenariosView(state, actions.play, actions.stop)}
    </div>
  `;
}
