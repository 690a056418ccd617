import type { ModelPage } from './model-page.ts';

/** One thing that may happen next. */
export interface Act {
  readonly name: string;
  /** For the counterexample. */
  readonly sentence: string;
  /** An act that would change nothing is left out. */
  isPossible(): boolean;
  run(): void | Promise<void>;
}

/** What happens to any page: to its browser, its line, its time. */
export function surroundings(page: ModelPage): readonly Act[] {
  const { browser, server } = page;
  const isThere = (): boolean => !page.isCached;
  const isSeen = (): boolean => isThere() && page.isVisible;
  return [
    {
      name: 'answer',
      sentence: 'The person answers the prompt, or picks the passkey that autofill offers.',
      isPossible: () => isSeen() && browser.prompt !== undefined,
      run: () => browser.answer(),
    },
    {
      name: 'dismiss',
      sentence: 'The browser ends the request with NotAllowedError.',
      isPossible: () => isSeen() && browser.prompt !== undefined,
      run: () => browser.dismiss(),
    },
    {
      name: 'answer-refused',
      sentence: 'The person answers the prompt; the server will refuse that.',
      isPossible: () => isSeen() && browser.prompt !== undefined,
      run: () => {
        server.refuse(browser.prompt?.challenge);
        browser.answer();
      },
    },
    {
      name: 'slow',
      sentence: 'The line gets slow: replies stay on their way.',
      isPossible: () => server.line === 'up',
      run: () => page.setLine('slow'),
    },
    {
      name: 'down',
      sentence: 'The network goes down.',
      isPossible: () => server.line !== 'down',
      run: () => page.setLine('down'),
    },
    {
      name: 'up',
      sentence: 'The network is fast again; replies on their way arrive.',
      isPossible: () => server.line !== 'up',
      run: () => page.setLine('up'),
    },
    {
      name: 'wait',
      sentence: '226 seconds go by.',
      isPossible: () => true,
      run: () => page.pass(226_000),
    },
    {
      name: 'moment',
      sentence: 'Two seconds go by.',
      isPossible: () => isThere() && page.clock.pending.some((delay) => delay <= 2000),
      run: () => page.pass(2000),
    },
    {
      name: 'sleep',
      sentence: 'The laptop sleeps for 400 seconds.',
      isPossible: () => true,
      run: () => page.sleep(400_000),
    },
    {
      name: 'hide',
      sentence: 'Another window covers the page.',
      isPossible: isSeen,
      run: () => page.show('hidden'),
    },
    {
      name: 'show',
      sentence: 'The page is seen again.',
      isPossible: () => isThere() && !page.isVisible,
      run: () => page.show('visible'),
    },
    {
      name: 'leave',
      sentence: 'The person follows a link; the page goes to the back-forward cache.',
      isPossible: isThere,
      run: () => page.leave(),
    },
    {
      name: 'return',
      sentence: 'The person comes back to the page.',
      isPossible: () => page.isCached,
      run: () => page.comeBack(),
    },
  ];
}

/**
 * Ends everything that keeps a page from working: then it has to work.
 *
 * @param isWell ends the wait before two minutes are over
 */
export async function calmDown(page: ModelPage, isWell: () => boolean): Promise<void> {
  page.setLine('up');
  await page.pass(0);
  if (page.isCached) await page.comeBack();
  if (!page.isVisible) page.show('visible');
  await page.pass(0);
  for (const seconds of [2, 31, 31, 31, 31]) {
    if (page.browser.prompt && !page.browser.prompt.isConditional) page.browser.dismiss();
    await page.pass(0);
    if (isWell()) return;
    await page.pass(seconds * 1000);
  }
}
