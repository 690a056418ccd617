import { findProgram } from './executable.ts';

const chromium = {
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
  debianPackage: 'chromium',
};

/**
 * Path of a Chromium or Chrome: `CHROME_PATH`, or its usual place, or a fresh installation where that is possible.
 *
 * @throws Error with a sentence about how to get one
 */
export function findChromium(): string {
  const found = process.env['CHROME_PATH'] ?? findProgram(chromium);
  if (found) return found;
  throw new Error(
    'No Chromium found: install Chromium or Google Chrome, or set CHROME_PATH to its executable.',
  );
}
