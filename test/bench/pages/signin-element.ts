import '../../../src/passkey-signin.ts';
import { clientOf, enrollWith } from './account.ts';
import { markPrompt } from './marks.ts';

const marks = markPrompt();
window.enroll = () => enrollWith(clientOf('shop'));

const element = document.createElement('passkey-signin');
element.setAttribute('issuer', `${location.origin}/acme/shop`);
element.setAttribute('pool-id', 'customers');
element.onTokens = () => undefined;
window.signedIn = new Promise((done) => element.addEventListener('passkey-signed-in', done));
document.querySelector('main')?.append(element);
watch();

function watch(): void {
  const button = element.shadowRoot?.querySelector('button');
  if (button && !button.disabled && button.checkVisibility()) marks.usableAt = performance.now();
  else requestAnimationFrame(watch);
}
