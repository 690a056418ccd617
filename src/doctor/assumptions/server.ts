import { needs, unobservable, type Assumption } from './judging.ts';

/** About the mock server alone. They are listed so that no assumption is missing from a report. */
export const server: readonly Assumption[] = (
  [
    ['listens', 'The command listens on `localhost:4400`'],
    ['kept', 'What is kept is a JSON file in `.connect-passkeys/`; in a page it is IndexedDB'],
    ['control', "All of `/_mock` is this project's own"],
    ['host-names', 'Calls under a host name of others are refused (DNS rebinding)'],
    ['elements', 'The hosted sign-in page loads the elements from the server itself'],
  ] as const
).map(([id, assumption]) => ({ id, assumption, judge: unobservable(needs.mockOnly) }));
