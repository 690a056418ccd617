import type { SelfProfile } from '../../api/contract.ts';
import { selfService, type SelfService } from '../../api/self-service.ts';
import { selfServiceBase } from '../../api/urls.ts';
import { tryBase64url } from '../../base64.ts';
import { CeremonyToken } from '../access-token.ts';
import type { ClientContext } from '../context.ts';

/** The self-service API with the token of one ceremony, so that the page's token function is called once for it. */
export function createSelfService(
  context: ClientContext,
  token: CeremonyToken = new CeremonyToken(context),
): SelfService {
  const { http, settings } = context;
  const service = selfService(http, selfServiceBase(settings), token);
  if (settings.passkeyIds !== 'webauthn') return service;
  return { ...service, me: async (options) => withWebAuthnIds(await service.me(options)) };
}

/** A passkey without `credential_id` keeps the ID of its record. */
const withWebAuthnIds = (profile: SelfProfile): SelfProfile => ({
  ...profile,
  credentials: (profile.credentials ?? []).map((record) => {
    const id = tryBase64url(record.credential_id);
    return id === undefined ? record : { ...record, id };
  }),
});
