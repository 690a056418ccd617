import { format } from 'prettier';
import { failureText } from '../../src/elements/passkey-manager/view-model.ts';
import { statusText, type Situation } from '../../src/elements/passkey-signin/messages.ts';
import { createSignUpPart } from '../../src/elements/passkey-signin/sign-up/part.ts';
import { PasskeyError, passkeyErrorCodes, type PasskeyErrorCode } from '../../src/errors.ts';
import { en } from '../../src/i18n/en.ts';
import { actAfter, acts, managerWays, signinWays, type Place, type WayOn } from '../support/ways-on.ts';

const places: readonly Place[] = ['sign-in', 'password', 'sign-up', 'account'];

/** Sentences of codes after which the sign-in shows another screen. */
const ownScreens: Partial<Record<PasskeyErrorCode, string>> = {
  unsupported: en.signIn.unsupported,
  mechanism_disabled: en.signIn.unavailable,
};

/** The sentence that a person reads after a failure, by the code of the elements. */
export function sentenceAfter(code: PasskeyErrorCode, place: Place): string {
  const error = new PasskeyError(code, 'For developers.');
  if (place === 'account') return failureText({ error }, { ...en, words: en.manager });
  if (place !== 'sign-up' && ownScreens[code] !== undefined) return ownScreens[code];
  const signUp = createSignUpPart(en.signUp);
  const situation: Situation = {
    screen: place === 'sign-up' ? { is: 'sign-up', byLink: false } : { is: 'smart' },
    progress: { is: 'failed', error },
    method: place === 'password' ? 'password' : 'passkey',
    step: 'prompt',
    cancelMessage: 'cancelledFirst',
    words: en.signIn,
    errors: en.errors,
    delays: en.delays,
    signUp,
  };
  return (place === 'sign-up' ? signUp.nameProblem(situation) : undefined) ?? statusText(situation);
}

export interface Sentence {
  readonly code: PasskeyErrorCode;
  readonly place: Place;
  readonly text: string;
  readonly act: keyof typeof acts;
}

export const sentences: readonly Sentence[] = passkeyErrorCodes.flatMap((code) =>
  places.map((place) => ({ code, place, text: sentenceAfter(code, place), act: actAfter(code, place) })),
);

/** Of Node 21 on this is `Map.groupBy`. */
export function groupSentences(
  all: readonly Sentence[],
  toKey: (sentence: Sentence) => string,
): ReadonlyMap<string, readonly Sentence[]> {
  const groups = new Map<string, Sentence[]>();
  for (const one of all) groups.set(toKey(one), [...(groups.get(toKey(one)) ?? []), one]);
  return groups;
}

/** `docs/states.md`. */
export function statesPage(): Promise<string> {
  const text = `# States and errors, as people meet them

Made by \`npm run docs\` from the code of the elements and the table that their tests hold; a test compares it with them.
English words; every other language has the same ones.

## States of \`<passkey-signin>\`

${waysTable(signinWays)}

## States of \`<passkey-manager>\`

${waysTable(managerWays)}

## Every error code

The cause and the cure for developers are in [errors.md](errors.md). A code that cannot occur in a place has a sentence
there all the same. A sentence that differs by place stands in a line of its own.

| code | place | people read | they can |
| --- | --- | --- | --- |
${passkeyErrorCodes.flatMap(rowsOfCode).join('\n')}

At a sign-in the sentence after a cancel depends on the person: it names another way at the first and the second time, the
set-up of a new passkey where one was used in this browser before, and another browser where two prompts were refused at
once, as web views do. A transaction that is over has a screen of its own, “${en.signIn.expired}”, with a way back.
`;
  return format(text, { parser: 'markdown', printWidth: 110, singleQuote: true });
}

function waysTable(ways: Readonly<Record<string, WayOn>>): string {
  const rows = Object.entries(ways).map(
    ([state, { reads, by, focus }]) =>
      `| ${state} | ${reads} | ${by.map(code).join(', ') || '–'} | ${focus} |`,
  );
  return `| state | people read | ways on (parts) | focus |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
}

/** One line for each different sentence of a code. */
function rowsOfCode(wanted: PasskeyErrorCode): readonly string[] {
  const own = sentences.filter(({ code }) => code === wanted);
  const lines = groupSentences(own, ({ text, act }) => `${text} | ${acts[act]}`);
  return [...lines].map(
    ([line, found]) => `| ${code(wanted)} | ${found.map(({ place }) => place).join(', ')} | ${line} |`,
  );
}

const code = (text: string): string => `\`${text}\``;
