import { withMember } from '../../../support/hostile.ts';
import { registrations, spelled, type RegistrationCase } from './case.ts';

const set = (path: string, value: unknown) => (body: object) => withMember(body, path, value);
const padded = (path: string) => (body: object) => {
  const [outer = '', inner] = path.split('.');
  const value = (body as Record<string, unknown>)[outer];
  return withMember(body, path, `${String(inner ? (value as Record<string, unknown>)[inner] : value)}=`);
};
const notAString = [undefined, null, 7, {}, ['x'], ''];

export const envelopeCases: readonly RegistrationCase[] = [
  { name: '4 refuses a missing id', spoil: set('id', undefined), reason: /\bid to be/ },
  ...registrations([7, {}, ['x'], null], (id) => ({
    name: `5 refuses the id ${spelled(id)}`,
    spoil: set('id', id),
    reason: /\bid to be/,
  })),
  ...registrations(['ab+/', 'YWI=', 'a b', 'é', 'YWJj\n'], (id) => ({
    name: `6 refuses the id ${spelled(id)}, which is not base64url`,
    spoil: (body) => ({ ...body, id, rawId: id }),
    reason: /\bid to be base64url/,
  })),
  { name: '7 refuses a missing rawId', spoil: set('rawId', undefined), reason: /rawId/ },
  { name: '8 refuses an id that is not the rawId', spoil: set('id', 'AAAA'), reason: /rawId/ },
  {
    name: '9 refuses a rawId that is not the credential ID in the authenticator data',
    spoil: (body) => ({ ...body, id: 'AAAA', rawId: 'AAAA' }),
    reason: /credential ID in the attested credential data/,
  },
  ...registrations([undefined, null, 7, {}, '', 'password', 'PUBLIC-KEY'], (type) => ({
    name: `10 refuses the type ${spelled(type)}`,
    spoil: set('type', type),
    reason: /"public-key"/,
  })),
  ...registrations([undefined, null, 'x', 7, []], (response) => ({
    name: `11 refuses the response ${spelled(response)}`,
    spoil: set('response', response),
    reason: /response to be an object/,
  })),
  ...registrations([...notAString, '***', 'ab+/'], (value) => ({
    name: `12 refuses the clientDataJSON ${spelled(value)}`,
    spoil: set('response.clientDataJSON', value),
    reason: /clientDataJSON to be/,
  })),
  {
    name: '13 refuses padded clientDataJSON',
    spoil: padded('response.clientDataJSON'),
    reason: /clientDataJSON to be base64url without padding/,
  },
  ...registrations([...notAString, '***'], (value) => ({
    name: `14 refuses the attestationObject ${spelled(value)}`,
    spoil: set('response.attestationObject', value),
    reason: /attestationObject to be/,
  })),
  {
    name: '15 refuses a padded attestationObject',
    spoil: padded('response.attestationObject'),
    reason: /attestationObject to be base64url without padding/,
  },
  ...registrations([{}, 'usb', 7], (transports) => ({
    name: `16 refuses the transports ${spelled(transports)}, which are no list`,
    spoil: set('response.transports', transports),
    reason: /transports to be a list/,
  })),
  ...registrations(['__proto__', 'constructor', 'prototype'], (key) => ({
    name: `18 refuses a member ${key} in the body`,
    spoil: (body) => JSON.parse(JSON.stringify(body).replace('{', `{"${key}":{"polluted":true},`)) as unknown,
    reason: new RegExp(key),
  })),
  {
    name: '18 refuses a member __proto__ in the response',
    spoil: (body) =>
      JSON.parse(
        JSON.stringify(body).replace('"response":{', '"response":{"__proto__":{"polluted":true},'),
      ) as unknown,
    reason: /__proto__/,
  },
];
