import { fromBase64url } from '../bytes.ts';
import { algorithmName } from './algorithms.ts';
import type { Fact, Options } from './call.ts';

/** Facts about the options that the server sent to the authenticator. */
export function optionsFacts(options: Options): readonly Fact[] {
  return options.rp ? creationFacts(options) : requestFacts(options);
}

function creationFacts(options: Options): readonly Fact[] {
  const { rp, user, pubKeyCredParams = [], excludeCredentials, authenticatorSelection: selection } = options;
  const excluded = excludeCredentials?.length ?? 0;
  return [
    {
      label: 'Relying party',
      value: `${rp?.name ?? ''} (${rp?.id ?? 'no ID'})`,
      note: 'where the passkey will work',
    },
    { label: 'User', value: `${user?.displayName ?? ''} · ${user?.name ?? ''}`, note: handleNote(user?.id) },
    ...challengeFacts(options),
    { label: 'Algorithms', value: pubKeyCredParams.map(({ alg }) => algorithmName(alg)).join(', ') },
    {
      label: 'Resident key',
      value: selection?.residentKey ?? 'not asked for',
      note: residentNote(selection),
    },
    { label: 'User verification', value: selection?.userVerification ?? 'preferred' },
    {
      label: 'Excluded',
      value: String(excluded),
      note: 'passkeys that this authenticator must not hold yet',
    },
  ];
}

function requestFacts(options: Options): readonly Fact[] {
  const allowed = options.allowCredentials?.length ?? 0;
  const note = allowed ? 'Classic: any of the passkeys of that user' : 'Smart: the passkey says who signs in';
  return [
    { label: 'Relying party', value: options.rpId ?? 'the page’s host' },
    ...challengeFacts(options),
    { label: 'Allowed credentials', value: allowed ? String(allowed) : 'none listed', note },
    { label: 'User verification', value: options.userVerification ?? 'preferred' },
  ];
}

const challengeFacts = ({ challenge = '', timeout }: Options): readonly Fact[] => [
  { label: 'Challenge', value: challenge, note: `${countBytes(challenge)} bytes, to be used once` },
  { label: 'Timeout', value: timeout === undefined ? 'none' : `${timeout / 1000} s` },
];

const handleNote = (handle = '') =>
  `user handle of ${countBytes(handle)} bytes, which says nothing about the person`;
const residentNote = (selection: Options['authenticatorSelection']) =>
  selection?.residentKey === 'required'
    ? 'Smart: a discoverable credential'
    : 'Classic: any FIDO2 authenticator';
const countBytes = (text: string) => fromBase64url(text)?.length ?? 0;
