import type { Flows } from './scene.ts';

export const managerFlows: Flows = {
  async 'adds, renames and removes, keeps the last passkey, and knows when the list is full'(scene) {
    const { ada, site, open } = scene;
    await site.setPool({ limits: { max_credentials: 10, webauthn_credentials: 2 } });
    await open('account');
    await ada.press('Add a passkey');
    await ada.reads('Your only passkey can’t be removed.');
    await ada.pressPart('rename');
    await ada.type('Name', ' ');
    await ada.press('Save');
    await ada.reads('A name has 1 to 64 characters.');
    await ada.type('Name', 'Work laptop');
    await ada.press('Save');
    await ada.reads('Now called “⁨Work laptop⁩”.');
    await ada.takeDevice('usb');
    await ada.press('Add a passkey');
    await ada.reads('You have 2 passkeys, the most your account can hold.');
    await ada.pressPart('remove');
    await ada.pressPart('dialog-confirm');
    await ada.reads('“⁨Work laptop⁩” was removed.');
  },

  async 'shows an error, and tries again'({ ada, site, open }) {
    await site.plan({ path: '**/self/me', effect: 'fail', status: 403 });
    await open('account');
    await ada.reads('You’re not allowed to do this.');
    await ada.press('Try again');
    await ada.reads('No passkeys yet');
  },

  async 'asks who it is after a while, and goes on'({ ada, open }) {
    await open('account', { age: '600' });
    await ada.press('Add a passkey');
    await ada.press('Confirm');
    await ada.reads('1 of 10');
  },

  async 'replaces what was made for the other mode'({ ada, site, open }) {
    await open('account');
    await ada.press('Add a passkey');
    await ada.reads('1 of 10');
    await site.allow('shop', 'password', 'webauthn');
    await open('account');
    await ada.press('Set up a new passkey');
    await ada.press('Remove the old passkey');
    await ada.pressPart('dialog-confirm');
    await ada.reads('was removed.');
  },

  async 'lists passkeys where the browser can make none'({ ada, open }) {
    await ada.withoutWebAuthn(async () => {
      await open('account');
      await ada.reads('This browser can’t create passkeys.');
    });
  },

  async 'looks after somebody else’s passkeys at a helpdesk'({ ada, open }) {
    await ada.takeDevice('usb');
    await open('helpdesk');
    await ada.press('Add on their key or phone');
    await ada.reads('1 of 10');
    await ada.pressPart('rename');
    await ada.type('Name', 'Blue key');
    await ada.press('Save');
    await ada.reads('Now called “⁨Blue key⁩”.');
    await ada.pressPart('remove');
    await ada.press('I know that this is the last one.', 'checkbox');
    await ada.pressPart('dialog-confirm');
    await ada.reads('“⁨Blue key⁩” was removed.');
  },

  async 'enrols with a code that was sent'({ ada, site, open }) {
    await ada.takeDevice('usb');
    await open('helpdesk', { workspace: 'portal' });
    await ada.pressPart('remote-summary');
    await ada.type('Email or phone number', 'grace@example.com');
    await ada.press('Send a code');
    await ada.reads('a code is on its way.');
    await ada.type('Code', await site.codeSent());
    await ada.press('Add with the code');
    await ada.reads('1 of 10');
  },
};
