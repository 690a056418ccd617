/** What several stories begin with. */
import { stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** Ada signs in by password and takes the passkey that she is offered. */
export async function makePasskey(ada: Visitor): Promise<void> {
  await ada.open(`${stage.site.url}/login.html?workspace=shop`);
  await ada.press('Ada ada@example.com · analytical engine');
  await ada.press('Sign in with a password');
  await ada.press('Create a passkey');
  await ada.isAt('/account.html');
}

/** Autofill offers the passkey on the sign-in page, and she does not take it. */
export async function signOut(ada: Visitor): Promise<void> {
  await ada.leavesAutofillOpen(async () => {
    await ada.press('Sign out');
    await ada.isAt('/login.html');
  });
}
