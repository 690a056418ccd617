import { install, isSwitchedOn, turn } from '../authenticator/switch.ts';
import { byId } from './find.ts';
import { offerLanguages } from './language.ts';
import { offerLooks } from './look.ts';
import { workspace } from './workspace.ts';

if (isSwitchedOn()) install();

document.documentElement.dataset['workspace'] = workspace;
document.querySelector(`.workspaces [data-workspace=${workspace}]`)?.setAttribute('aria-current', 'true');

offerLooks();
offerLanguages();

const authenticatorSwitch = byId('demo-authenticator', HTMLInputElement);
authenticatorSwitch.checked = isSwitchedOn();
byId('authenticator-notice').hidden = !isSwitchedOn();
authenticatorSwitch.addEventListener('change', () => {
  turn(authenticatorSwitch.checked ? 'on' : 'off');
  location.reload();
});
