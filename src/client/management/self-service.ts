import { selfService, type SelfService } from '../../api/self-service.ts';
import { selfServiceBase } from '../../api/urls.ts';
import { CeremonyToken } from '../access-token.ts';
import type { ClientContext } from '../context.ts';

/** The self-service API with the token of one ceremony, so that the page's token function is called once for it. */
export const createSelfService = (
  context: ClientContext,
  token: CeremonyToken = new CeremonyToken(context),
): SelfService => selfService(context.http, selfServiceBase(context.settings), token);
