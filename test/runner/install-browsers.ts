import { findGo } from '../matrix/theme/go-templates.ts';
import { findChromium } from '../support/chromium.ts';
import { findFirefox } from '../support/firefox.ts';
import { findWebKit } from '../support/webkit.ts';
import type { TestFiles } from './files.ts';

/**
 * Installs the browsers of a run, and Go for its templates, as far as possible, before the tests look for them: apt
 * serves one caller at a time, and blocks this process while it works. A test without its browser then fails with its
 * own sentence.
 */
export function installBrowsers({ node, chromium, firefox }: TestFiles): void {
  if (chromium.length > 0) attempt(findChromium);
  if (firefox.length > 0) findFirefox();
  if (node.some((file) => file.includes('webkit'))) findWebKit();
  if (node.includes('test/matrix/theme.test.ts')) findGo();
}

function attempt(find: () => string): void {
  try {
    find();
  } catch {
    // Each test file that needs it fails with a sentence about how to get it.
  }
}
