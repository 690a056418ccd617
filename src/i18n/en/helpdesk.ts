import { plural } from '../plural.ts';

/** Replaces the same keys of `manager` at a helpdesk, which speaks about the person; and the helpdesk's own words. */
export const helpdesk = {
  intro: 'What this person signs in with instead of a password.',
  loading: 'Loading the passkeys…',
  emptyText: 'This person hasn’t set one up.',
  full: (capacity: number) =>
    plural('en', capacity, {
      one: 'This person has # passkey, the most the account can hold. Remove it first.',
      other: 'This person has # passkeys, the most the account can hold. Remove one first.',
    }),
  add: 'Add on their key or phone',
  waiting: 'Waiting for the person’s security key or phone…',
  addedUnnamed: 'The passkey was added.',
  removeText: 'The person won’t be able to sign in with it any more.',
  removeAlsoFromProvider: 'Ask the person to remove it from their password manager or key too.',
  removeLastText: 'It’s the only passkey of this person. Without it they can’t sign in with a passkey.',
  removeLastConfirm: 'I know that this is the last one.',
  bannerTitle: 'A new passkey is needed',
  bannerText:
    'The way passkeys work here has changed. This person’s earlier ones don’t sign them in any more.',
  unsupported: 'This browser can’t create passkeys. You can still rename and remove this person’s.',
  sendCodeTitle: 'Set up with a code',
  sendCodeText:
    'The person gets a code by email or text message. With it, add a passkey on their key or phone.',
  address: 'Email or phone number',
  sendCode: 'Send a code',
  codeSent: (address: string) => `If ${address} is known, a code is on its way.`,
  code: 'Code',
  useCode: 'Add with the code',
  alreadyAdded: 'That security key or phone already has a passkey for this person.',
};
