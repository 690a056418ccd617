import { withMember } from '../../../support/hostile.ts';
import { assertions, spelled, type AssertionCase } from './case.ts';

const set =
  (path: string, value: unknown): AssertionCase['spoil'] =>
  (body) =>
    withMember(body, path, value);
const fields = ['clientDataJSON', 'authenticatorData', 'signature'] as const;

export const assertionEnvelopeCases: readonly AssertionCase[] = [
  ...assertions([undefined, null, 7, {}, ''], (id) => ({
    name: `74 refuses the id ${spelled(id)}`,
    spoil: set('id', id),
    reason: /\bid to be/,
  })),
  ...assertions([undefined, null, 7, '', 'password'], (type) => ({
    name: `74 refuses the type ${spelled(type)}`,
    spoil: set('type', type),
    reason: /"public-key"/,
  })),
  ...assertions([undefined, null, 'x', []], (response) => ({
    name: `74 refuses the response ${spelled(response)}`,
    spoil: set('response', response),
    reason: /response to be an object/,
  })),
  { name: '75 refuses an id that is not the rawId', spoil: set('rawId', 'AAAA'), reason: /rawId/ },
  ...fields.flatMap((field) =>
    assertions([undefined, null, 7, {}, '', '***', 'YWI='], (value) => ({
      name: `76 refuses the ${field} ${spelled(value)}`,
      spoil: set(`response.${field}`, value),
      reason: new RegExp(`${field} to be`),
    })),
  ),
  ...assertions([7, {}, [], true, '***', 'YWI='], (userHandle) => ({
    name: `77 refuses the userHandle ${spelled(userHandle)}`,
    spoil: set('response.userHandle', userHandle),
    reason: /userHandle to be/,
  })),
  {
    name: '77 refuses a userHandle of 65 bytes',
    spoil: set('response.userHandle', Buffer.alloc(65, 7).toString('base64url')),
    reason: /at most 64 bytes/,
  },
];
