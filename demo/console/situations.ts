/** A scenario of the deck, in words. */
export interface Situation {
  readonly name: string;
  /** Body of `POST /_mock/scenario`. */
  readonly scenario: object;
}

export const situations: readonly Situation[] = [];
