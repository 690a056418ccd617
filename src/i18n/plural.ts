/** Wordings by plural category, with `#` in place of the number; `other` serves each category that is left out. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Picks the wording for a number by the plural rules of a language. */
export function plural(language: string, count: number, forms: PluralForms): string {
  const wording = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return wording.replaceAll('#', String(count));
}
