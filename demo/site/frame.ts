import { install, isSwitchedOn, turn } from '../authenticator/switch.ts';
import { workspace } from './workspace.ts';

if (isSwitchedOn()) install();

document.documentElement.dataset['workspace'] = workspace;
document.querySelector(`.workspaces [data-workspace=${workspace}]`)?.setAttribute('aria-current', 'true');

const authenticatorSwitch = document.querySelector<HTMLInputElement>('#demo-authenticator');
if (authenticatorSwitch) {
  authenticatorSwitch.checked = isSwitchedOn();
  authenticatorSwitch.addEventListener('change', () => {
    turn(authenticatorSwitch.checked ? 'on' : 'off');
    location.reload();
  });
}
