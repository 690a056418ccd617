/** The words of `manager` for its dialogs. */
export const managerDialogs = {
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeText: 'You won’t be able to sign in with it any more.',
  removeAlsoFromProvider: 'Remove it from your password manager too, so that it isn’t offered any more.',
  stepUpTitle: 'Confirm that it’s you',
  stepUpText: 'You signed in a while ago. Confirm to go on.',
  stepUpButton: 'Confirm',
  /** Names the account in the dialog that asks for a confirmation. */
  stepUpAccount: (name: string) => `Account: ${name}`,
  remove: 'Remove',
};
