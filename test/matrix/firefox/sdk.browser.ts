/**
 * The SDK's promises, in the second browser. One file, since each starts a Firefox. A test that Firefox cannot run is
 * skipped in its place with the reason (`unlessFirefox`).
 */
import '../../client/autofill-renewal.browser.ts';
import '../../client/autofill.browser.ts';
import '../../client/default-name.browser.ts';
import '../../client/diagnose.browser.ts';
import '../../client/enroll-prefetch.browser.ts';
import '../../client/enroll.browser.ts';
import '../../webauthn/hostile-provider.browser.ts';
import '../../client/lessons.browser.ts';
import '../../client/link.browser.ts';
import '../../client/management.browser.ts';
import '../../client/storage.browser.ts';
import '../../client/events.browser.ts';
import '../../webauthn/older-browser.browser.ts';
import '../../client/own-backend.browser.ts';
import '../../webauthn/page-rules.browser.ts';
import '../../client/password.browser.ts';
import '../../client/sign-in-prefetch.browser.ts';
import '../../client/sign-in-stopped.browser.ts';
import '../../client/sign-in.browser.ts';
import '../../client/sign-up.browser.ts';
import '../../client/signals.browser.ts';
import '../../helpdesk/system.browser.ts';
import '../../client/transaction.browser.ts';
import '../../journeys/lessons-field.browser.ts';
import '../../journeys/sdk.browser.ts';
import './virtual-authenticator.ts';

describe('silent creation', () => {
  it.skip('follows a password sign-in, because Firefox has no conditional creation');
});
