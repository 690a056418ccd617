import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const looks = ['light', 'dark'];
const pages: readonly (readonly [string, string])[] = [
  ['index.html', 'Smart passkeys.'],
  ['login.html?workspace=portal', 'This workspace uses Classic passkeys'],
  ['account.html', 'Sign in to see your passkeys.'],
  ['console.html', 'Nothing was sent yet.'],
  ['inspector.html', 'Smart sign-in, begin'],
  ['docs.html', 'Errors: cause and cure'],
  ['docs-elements.html', 'Attributes and properties'],
];

describe('everybody', () => {
  let visitor: Visitor;
  before(async () => {
    visitor = await stage.enter();
    // axe comes from outside of the page.
    await visitor.page.setBypassCSP(true);
    await visitor.page.setViewport({ width: 1200, height: 800 });
  });
  after(() => visitor.leave());

  for (const [page, words] of pages) {
    it(`meets no barrier on ${page}, by day and by night, and nothing that a phone cannot show`, async () => {
      await visitor.open(`${stage.site.url}/${page}`);
      await visitor.reads(words);
      await assertForAll(visitor);
    });
  }

  it('signs in with the keyboard alone, the focus always in sight', async () => {
    await visitor.open(`${stage.site.url}/login.html?workspace=shop`);
    await visitor.reads('This workspace uses Smart passkeys');
    const { keyboard } = visitor.page;
    const names: string[] = [];
    while (names.at(-1) !== 'Ada ada@example.com · analytical engine' && names.length < 20) {
      await keyboard.press('Tab');
      names.push(await visitor.page.evaluate(focusedName));
    }
    assert.deepEqual(names.slice(0, 8), [
      'Acme',
      'Sign in',
      'Account',
      'Console',
      'Inspector',
      'Docs',
      'Shop',
      'Portal',
    ]);
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await visitor.isAt('/account.html');
  });

  it('meets no barrier on the account page either, who is signed in', async () => {
    await visitor.reads('0 of 10');
    await assertForAll(visitor);
  });
});

/** The page has no barrier by day and by night, and fits a phone. */
async function assertForAll({ page }: Visitor): Promise<void> {
  await page.addScriptTag({ path: axePath });
  for (const value of looks) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    assert.deepEqual(await page.evaluate(barriers), [], value);
  }
  await page.setViewport({ width: 320, height: 800 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(await page.evaluate(focusThatJumpsUp), []);
  await page.setViewport({ width: 1200, height: 800 });
}

/** Runs in the page: what axe has against it (WCAG 2.2 AA and good practice). */
async function barriers(): Promise<readonly string[]> {
  const { axe } = globalThis as unknown as { readonly axe: Axe };
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe.run(document, { runOnly });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{
    violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>;
}

/** Runs in the page: the element with the focus and a visible ring around it. */
function focusedName(): string {
  const { activeElement: focused } = document;
  if (!focused || getComputedStyle(focused).outlineStyle === 'none') return 'without a visible focus';
  return (focused.textContent.trim() === '' ? focused.tagName : focused.textContent)
    .trim()
    .replace(/\s+/g, ' ');
}

/** Runs in the page: controls that are above the one before them, so that the focus goes up. */
function focusThatJumpsUp(): readonly string[] {
  const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')];
  // In an element the focus follows its slots.
  const seen = controls.filter((control) => control.checkVisibility() && !control.closest('passkey-signin'));
  return seen
    .filter((control, at) => {
      const before = seen[at - 1]?.getBoundingClientRect();
      return before !== undefined && control.getBoundingClientRect().bottom <= before.top;
    })
    .map(({ outerHTML }) => outerHTML.slice(0, 100));
}
