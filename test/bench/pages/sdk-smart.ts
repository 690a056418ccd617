import { clientOf, enrollWith } from './account.ts';
import { stageSignIn } from './marks.ts';

const passkeys = clientOf('shop');
window.enroll = () => enrollWith(passkeys);
passkeys.prepareSignIn();
stageSignIn(() => passkeys.signIn());
