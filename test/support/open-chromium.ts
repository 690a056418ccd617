import { launch, type Browser } from 'puppeteer-core';
import { findChromium } from './chromium.ts';

/** Arguments of a Chromium that runs tests without a screen, also as root and without a network. */
const flagsOfTests: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A new Chromium without a screen, with some flags more. */
export function openChromium(flags: readonly string[] = []): Promise<Browser> {
  return launch({ executablePath: findChromium(), args: [...flagsOfTests, ...flags] });
}
