/** Date formats of one language. */
export interface DateFormats {
  /** "3 May 2025"; `undefined` for an invalid date. */
  readonly day: (date: Date) => string | undefined;
  /** "today", "2 days ago"; after a month like `day`. A date after `now` counts as today, because clocks differ. */
  readonly ago: (date: Date, now: Date) => string | undefined;
}

const cache = new Map<string, DateFormats>();

/** Intl formatters are expensive to create; one set per language is cached. */
export function datesIn(language: string): DateFormats {
  const formats = cache.get(language) ?? createFormats(language);
  cache.set(language, formats);
  return formats;
}

function createFormats(language: string): DateFormats {
  const locale = Intl.DateTimeFormat.supportedLocalesOf(canonicalLocales(language));
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const day = (date: Date) => (isValid(date) ? days.format(date) : undefined);
  return {
    day,
    ago(date, now) {
      const passed = Math.max(0, midnight(now) - midnight(date)) / dayLength;
      return passed > 30
        ? day(date)
        : isValid(date)
          ? relative.format(-Math.round(passed), 'day')
          : undefined;
    },
  };
}

const dayLength = 24 * 60 * 60 * 1000;

const isValid = (date: Date): boolean => !Number.isNaN(date.getTime());

const midnight = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);

/** Empty for an invalid tag: a page may have any text in its `lang`, and `Intl` throws a RangeError for it. */
function canonicalLocales(language: string): string[] {
  try {
    return Intl.getCanonicalLocales(language);
  } catch {
    return [];
  }
}
