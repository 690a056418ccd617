import type { Visitor } from '../demo/visitor.ts';

/** By password, then the passkey that is offered, then the list it is in. */
export async function signIn(ada: Visitor, url: string): Promise<void> {
  await ada.open(url);
  await ada.type('Email', 'ada@example.com');
  await ada.type('Password', 'analytical engine');
  await ada.press('Sign in with a password');
  await ada.press('Create a passkey');
  await ada.reads('1 of 10');
  ada.evidence.assertClean();
}
