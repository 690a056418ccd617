/** The pictures of the documentation: one walk through the demo site, written to docs/images. */
import { mkdir } from 'node:fs/promises';
import { DemoSite } from '../demo/demo-site.ts';
import { Visitor } from '../demo/visitor.ts';
import { print } from '../runner/print.ts';

const folder = 'docs/images';
const viewport = { width: 1200, height: 800 };

await mkdir(folder, { recursive: true });
const site = await DemoSite.start();
const ada = await Visitor.arrive();
try {
  await ada.page.setViewport(viewport);
  await walk();
  await import('./theme.ts');
  print(`The pictures are in ${folder}.`);
} finally {
  await ada.leave();
  await site.stop();
}

async function walk(): Promise<void> {
  await ada.takeDevice();
  await ada.open(site.url);
  await ada.reads('Smart passkeys.');
  await photograph('home');
  await ada.open(`${site.url}/login.html?workspace=shop`);
  await ada.reads('This workspace uses Smart passkeys');
  await photograph('login');
  await ada.press('Ada ada@example.com · analytical engine');
  await ada.press('Sign in with a password');
  await ada.reads('Create a passkey');
  await photograph('offer');
  await ada.press('Create a passkey');
  await ada.isAt('/account.html');
  await ada.reads('1 of 10');
  await ada.pressPart('rename');
  await ada.type('Name', 'Work laptop');
  await ada.press('Save');
  await ada.takeDevice('usb');
  await ada.press('Add a passkey');
  await ada.reads('2 of 10');
  await photograph('passkeys');
  await ada.open(`${site.url}/console.html`);
  await ada.reads('Nothing was sent yet.');
  await photograph('console');
  await ada.open(`${site.url}/inspector.html`);
  await ada.unfold('Smart enrolment, complete');
  await photograph('inspector');
}

/** A picture by day and one by night, without the transition between them. */
async function photograph(name: string): Promise<void> {
  for (const value of ['light', 'dark']) {
    await ada.page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await ada.page.screenshot({ path: `${folder}/${name}-${value}.png`, fullPage: true });
  }
}
