import { clientOf, enrollWith } from './account.ts';
import { stageSignIn } from './marks.ts';

const identifier = 'ada@example.com';
const passkeys = clientOf('portal');
window.enroll = () => enrollWith(passkeys);
passkeys.prepareSignIn({ identifier });
stageSignIn(() => passkeys.signIn({ identifier }));
