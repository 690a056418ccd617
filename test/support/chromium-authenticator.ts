/** Virtual authenticators in pages that a test in Node drives; in a page itself: `virtual-authenticator.ts`. */
import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import { presets, type Preset } from './authenticator-presets.ts';

/** The session that owns the authenticators of a page, where nothing asks for a device of this machine. */
export async function openAuthenticators(page: Page): Promise<CDPSession> {
  const cdp = await page.createCDPSession();
  await cdp.send('WebAuthn.enable');
  return cdp;
}

/** Adds an authenticator to the page of that session, and gives its ID. */
export async function addAuthenticator(cdp: CDPSession, preset: Preset = 'internal'): Promise<string> {
  const options = presets[preset] as Protocol.WebAuthn.VirtualAuthenticatorOptions;
  return (await cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
}
