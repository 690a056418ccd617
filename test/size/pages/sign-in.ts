import '../../../src/passkey-signin.ts';
