/**
 * What the SDK promises, in the second browser. One file, since each starts a Firefox. A test that Firefox cannot run
 * is skipped where it stands and says why (`unlessFirefox`).
 */
import '../../ceremonies/autofill-renewal.browser.ts';
import '../../ceremonies/autofill.browser.ts';
import '../../ceremonies/default-name.browser.ts';
import '../../ceremonies/diagnose.browser.ts';
import '../../ceremonies/enrol-ahead.browser.ts';
import '../../ceremonies/enroll.browser.ts';
import '../../ceremonies/hostile-provider.browser.ts';
import '../../ceremonies/lessons.browser.ts';
import '../../ceremonies/link.browser.ts';
import '../../ceremonies/management.browser.ts';
import '../../ceremonies/memory.browser.ts';
import '../../ceremonies/observed.browser.ts';
import '../../ceremonies/older-browser.browser.ts';
import '../../ceremonies/own-backend.browser.ts';
import '../../ceremonies/page-rules.browser.ts';
import '../../ceremonies/password.browser.ts';
import '../../ceremonies/sign-in-ahead.browser.ts';
import '../../ceremonies/sign-in-stopped.browser.ts';
import '../../ceremonies/sign-in.browser.ts';
import '../../ceremonies/sign-up.browser.ts';
import '../../ceremonies/signals.browser.ts';
import '../../ceremonies/system.browser.ts';
import '../../ceremonies/transaction.browser.ts';
import '../../journeys/lessons-field.browser.ts';
import '../../journeys/sdk.browser.ts';
import './virtual-authenticator.ts';

describe('silent creation', () => {
  it.skip('follows a password sign-in, because Firefox has no conditional creation');
});
