/** A form's values by field name, as text. */
export interface Fields {
  one(name: string): string;
  /** Every checked box of a name. */
  all(name: string): readonly string[];
}

/** A submit handler that stays on the page and passes on the form's values. */
export function saved(save: (fields: Fields) => void): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const all = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
    save({ all, one: (name) => all(name)[0] ?? '' });
  };
}
