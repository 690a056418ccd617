import '../../../src/passkey-manager.ts';
