/** Dates in the words of one language. */
export interface Dates {
  /** "3 May 2025"; `undefined` for a date that is none. */
  readonly day: (date: Date) => string | undefined;
  /** "today", "2 days ago", after a month the day itself. A clock that is behind never yields "tomorrow". */
  readonly ago: (date: Date, now: Date) => string | undefined;
}

const known = new Map<string, Dates>();

/** Formatters are dear to make, so there is one set a language and page. */
export function datesIn(language: string): Dates {
  const dates = known.get(language) ?? makeDates(language);
  known.set(language, dates);
  return dates;
}

function makeDates(language: string): Dates {
  const locale = Intl.DateTimeFormat.supportedLocalesOf(wellFormed(language));
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const day = (date: Date) => (isDate(date) ? days.format(date) : undefined);
  return {
    day,
    ago(date, now) {
      const passed = Math.max(0, midnight(now) - midnight(date)) / dayLength;
      return passed > 30 ? day(date) : isDate(date) ? relative.format(-Math.round(passed), 'day') : undefined;
    },
  };
}

const dayLength = 24 * 60 * 60 * 1000;

const isDate = (date: Date): boolean => !Number.isNaN(date.getTime());

const midnight = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);

/** A page may have any text in its `lang`; `Intl` throws for what is no language tag. */
function wellFormed(language: string): string[] {
  try {
    return Intl.getCanonicalLocales(language);
  } catch {
    return [];
  }
}
