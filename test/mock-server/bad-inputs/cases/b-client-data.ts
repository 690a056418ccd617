import { concat, hex, withClientData } from '../../../support/hostile.ts';
import { registrations, spelled, type RegistrationCase } from './case.ts';

const withOrigin =
  (origin: unknown): RegistrationCase['spoil'] =>
  (body) =>
    withClientData(body, { origin });
const rewrite = (change: (json: string) => string | Uint8Array): RegistrationCase['spoil'] => {
  return (body) => withClientData(body, change);
};

export const clientDataCases: readonly RegistrationCase[] = [
  {
    name: '19 refuses client data that is not UTF-8',
    spoil: rewrite((json) => concat(Buffer.from(json.replace(/}$/, ',"x":"')), hex('ff'), Buffer.from('"}'))),
    reason: /UTF-8/,
  },
  ...registrations(['[]', 'null', '"text"', '7', 'not JSON', '{'], (json) => ({
    name: `20 refuses client data that is ${json}`,
    spoil: rewrite(() => json),
    reason: /clientDataJSON to be/,
  })),
  {
    name: '20 refuses client data with bytes after the object',
    spoil: rewrite((json) => `${json}{}`),
    reason: /clientDataJSON to be/,
  },
  ...registrations([undefined, '', null, 7, ['webauthn.create']], (type) => ({
    name: `23 refuses the type ${spelled(type)}`,
    spoil: (body) => withClientData(body, { type }),
    reason: /clientDataJSON\.type/,
  })),
  {
    name: '24 refuses client data of the other ceremony',
    spoil: (body) => withClientData(body, { type: 'webauthn.get' }),
    reason: /type/,
  },
  ...registrations(['payment.get', 'WebAuthn.create', 'webauthn.create '], (type) => ({
    name: `25 refuses the type ${spelled(type)}`,
    spoil: (body) => withClientData(body, { type }),
    reason: /type/,
  })),
  ...registrations([undefined, '', null, 7, {}], (challenge) => ({
    name: `26 refuses the challenge ${spelled(challenge)}`,
    spoil: (body) => withClientData(body, { challenge }),
    reason: /clientDataJSON\.challenge/,
  })),
  {
    name: '27 refuses the right challenge in base64 with padding',
    spoil: rewrite((json) =>
      json.replace(/"challenge":"([^"]*)"/, (_, text: string) => {
        return `"challenge":"${Buffer.from(text, 'base64url').toString('base64')}"`;
      }),
    ),
    reason: /clientDataJSON\.challenge to be base64url without padding/,
  },
  ...registrations([undefined, '', null, 7, ['http://localhost:4400']], (origin) => ({
    name: `36 refuses the origin ${spelled(origin)}`,
    spoil: withOrigin(origin),
    reason: /clientDataJSON\.origin/,
  })),
  ...registrations(
    [
      'https://evil.example',
      'https://localhost:4400',
      'http://localhost',
      'http://localhost:4401',
      'http://localhost.evil.example:4400',
      'http://evillocalhost:4400',
      'http://user@localhost:4400',
      'http://localhost:4400@evil.example',
      'null',
    ],
    (origin) => ({ name: `37 refuses the origin ${origin}`, spoil: withOrigin(origin), reason: /origin/ }),
  ),
  {
    name: '38 refuses a subdomain of the RP ID that is not listed',
    spoil: withOrigin('http://login.localhost:4400'),
    reason: /origin/,
  },
  ...registrations(
    [
      'http://localhost:4400/',
      'http://localhost:4400/login',
      'HTTP://LOCALHOST:4400',
      'http://localhost:04400',
    ],
    (origin) => ({
      name: `39 refuses the origin ${origin}, which does not match exactly`,
      spoil: withOrigin(origin),
      reason: /origin/,
    }),
  ),
  {
    name: '40 refuses a ceremony in a cross-origin frame',
    spoil: (body) => withClientData(body, { crossOrigin: true }),
    reason: /crossOrigin is not true/,
  },
  {
    name: '41 refuses a topOrigin',
    spoil: (body) => withClientData(body, { crossOrigin: true, topOrigin: 'http://localhost:4400' }),
    reason: /crossOrigin is not true/,
  },
  ...registrations([undefined, false], (crossOrigin) => ({
    name: `42 refuses a topOrigin with crossOrigin ${spelled(crossOrigin)}`,
    spoil: (body) => withClientData(body, { crossOrigin, topOrigin: 'https://evil.example' }),
    reason: /topOrigin is not present/,
  })),
  ...registrations(['true', 1, null, {}], (crossOrigin) => ({
    name: `43 refuses crossOrigin ${spelled(crossOrigin)}`,
    spoil: (body) => withClientData(body, { crossOrigin }),
    reason: /crossOrigin to be a boolean/,
  })),
  ...registrations(['supported', 7, { status: 'maybe' }, {}], (tokenBinding) => ({
    name: `44 refuses tokenBinding ${spelled(tokenBinding)}`,
    spoil: (body) => withClientData(body, { tokenBinding }),
    reason: /tokenBinding/i,
  })),
];
