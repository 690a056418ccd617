export interface Stored {
  value: string;
}

/** A visitor's choice, kept in this browser. Anything but one of `values` counts as the first of them. */
export function stored(name: string, values: readonly string[]): Stored {
  const key = `connect-passkeys-demo:${name}`;
  const read = (text: string | null): string => values.find((value) => value === text) ?? values[0] ?? '';
  let value = read(localStorage.getItem(key));
  return {
    get value() {
      return value;
    },
    set value(next) {
      value = read(next);
      localStorage.setItem(key, value);
    },
  };
}
