import type {} from '../../src/define.ts';
import { createPasskeys, PasskeyError, type PasskeysConfig } from '../../src/index.ts';
import { byId, byTag } from './find.ts';
import { renewSession } from './session.ts';
import { toIssuer, poolId, workspace } from './workspace.ts';

/**
 * Asks the person to sign in once more, in a dialog of the page. The backend takes the new tokens only when they
 * are of the same person.
 */
export function stepUp(user: string): NonNullable<PasskeysConfig['reauthenticate']> {
  const dialog = byId('step-up', HTMLDialogElement);
  const signIn = byTag('passkey-signin', dialog);
  byId('step-up-cancel').addEventListener('click', () => dialog.close());
  // Lets password managers associate the password with the account.
  byId('step-up-user', HTMLInputElement).value = user;
  byId('step-up-account').textContent = user;
  signIn.username = user;
  signIn.addEventListener('passkey-offer', (event) => event.preventDefault());
  signIn.addEventListener('passkey-signed-in', () => dialog.close('confirmed'));

  return async ({ signal }) => {
    signIn.client = createPasskeys({ issuer: toIssuer(workspace), poolId, onTokens: renewSession });
    await closed(dialog, signal);
    signIn.client = undefined;
    byId('step-up-form', HTMLFormElement).reset();
    if (dialog.returnValue !== 'confirmed')
      throw new PasskeyError('cancelled', 'The person did not confirm.');
  };
}

/** Shows the dialog until it is closed, or the call that needs it is aborted. */
function closed(dialog: HTMLDialogElement, signal: AbortSignal | undefined): Promise<unknown> {
  const over = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  signal?.addEventListener('abort', () => dialog.close(), { once: true });
  dialog.returnValue = '';
  dialog.showModal();
  return over;
}
