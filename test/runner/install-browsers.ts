import { findGo } from '../matrix/theme/go-templates.ts';
import { findChromium } from '../support/chromium.ts';
import { findFirefox } from '../support/firefox.ts';
import { findWebKit } from '../support/webkit.ts';
import type { TestFiles } from './files.ts';

/**
 * Installs the browsers of a run, and Go where templates are rendered, as far as that is possible, before its tests look for them: apt serves one caller at a
 * time, and for as long as it works this process answers nobody. Who does not find its browser then says so itself.
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
    // Each test file that needs it fails with the sentence that says how to get it.
  }
}
