import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allTexts, catalogues } from './catalogues.ts';

interface Conventions {
  /** Opening and closing quotation mark. */
  readonly quotes: string;
  /** The word for email in the label of the username field. */
  readonly email: string;
  /** The verb of the button that adds a passkey. */
  readonly add: RegExp;
}

const conventions: Readonly<Record<string, Conventions>> = {
  ar: { quotes: '«»', email: 'البريد الإلكتروني', add: /إضافة|أضف/ },
  de: { quotes: '„“', email: 'E-Mail', add: /hinzu/ },
  en: { quotes: '“”', email: 'email', add: /\bAdd\b/ },
  es: { quotes: '«»', email: 'correo', add: /Añad/ },
  fr: { quotes: '«»', email: 'e-mail', add: /Ajoute/ },
  it: { quotes: '«»', email: 'email', add: /Aggiung/ },
  ja: { quotes: '「」', email: 'メールアドレス', add: /追加/ },
  ko: { quotes: '“”', email: '이메일', add: /추가/ },
  nl: { quotes: '‘’', email: 'e-mailadres', add: /\bVoeg\b/ },
  pl: { quotes: '„”', email: 'e-mail', add: /Dodaj/ },
  'pt-BR': { quotes: '“”', email: 'e-mail', add: /Adicion/ },
  'zh-Hans': { quotes: '“”', email: '电子邮件', add: /添加/ },
};

const noBreak = /[\u00a0\u202f]/;

for (const [tag, messages] of catalogues) {
  const { quotes, email, add } = conventions[tag]!;
  const each = (check: (text: string, name: string) => void) => {
    for (const [name, text] of allTexts(messages)) check(text, `${name}: ${text}`);
  };

  test(`${tag} uses its own quotation marks, and no typewriter’s`, () => {
    each((text, name) => {
      assert.doesNotMatch(text, /["'`´]|\.\.\./, name);
      for (const [mark] of text.matchAll(/[“”„‟«»‹›「」『』‘‚]/g)) assert.ok(quotes.includes(mark), name);
    });
    const shown = messages.manager.added('Key').replace(/[\u00a0\u2068\u2069]/g, '');
    assert.ok(shown.includes(quotes.split('').join('Key')), shown);
  });

  test(`${tag} has no space where a line must not break`, () => {
    each((text, name) => {
      assert.doesNotMatch(text, / [.,;:?!…»」”؟،؛。、？！：]|[«„「¿¡] |\s{2}/, name);
    });
  });

  test(`${tag} names in its hint for an empty field what the label names`, () => {
    assert.ok(messages.signIn.username.includes(email));
    assert.ok(messages.signIn.usernameMissing.includes(email));
  });

  test(`${tag} invites to an empty list in the words of its button`, () => {
    assert.match(messages.manager.add, add);
    assert.match(messages.manager.emptyText, add);
  });
}

const textsIn = (wanted: string) =>
  allTexts(catalogues.find(([tag]) => tag === wanted)![1]).map(
    ([name, text]) => [`${name}: ${text}`, text] as const,
  );

test('French has a no-break space inside its quotation marks and before high punctuation', () => {
  for (const [name, text] of textsIn('fr')) {
    for (const { index } of text.matchAll(/[;:?!»]/g)) assert.match(text.charAt(index - 1), noBreak, name);
    for (const { index } of text.matchAll(/«/g)) assert.match(text.charAt(index + 1), noBreak, name);
  }
});

test('German has a no-break space before the dots that stand for words', () => {
  for (const [name, text] of textsIn('de')) {
    for (const { index } of text.matchAll(/…/g)) assert.match(text.charAt(index - 1), noBreak, name);
  }
});

test('no other language puts a space before the dots', () => {
  for (const [tag] of catalogues.filter(([tag]) => tag !== 'de')) {
    for (const [name, text] of textsIn(tag)) assert.doesNotMatch(text, /\s…/, name);
  }
});

test('Arabic and Japanese have punctuation of their own', () => {
  for (const [name, text] of textsIn('ar')) assert.doesNotMatch(text, /[,;?]/, name);
  for (const [name, text] of textsIn('ja')) assert.doesNotMatch(text, /[,;:?!]|\.(?!\d)/, name);
});

test('Spanish opens each question', () => {
  for (const [name, text] of textsIn('es')) {
    assert.equal(text.split('?').length, text.split('¿').length, name);
  }
});

test('"passkey" is a common noun: lower case inside a sentence', () => {
  for (const [name, text] of textsIn('en')) assert.doesNotMatch(text, /[\p{Ll},] Passkey/u, name);
});
