import { parseIssuer } from '../api/urls.ts';
import { anySignal } from '../async.ts';
import { assumptions } from './assumptions/assumptions.ts';
import { createAsk, describeAnswer, type Answer, type Ask } from './ask.ts';
import type { Evidence } from './evidence.ts';
import { askAsBackend, getBackendToken } from './backend-interview.ts';
import { rehearsePasskey } from './enrol.ts';
import { askAnonymously, askAsUser, type Interview } from './interview.ts';
import { checkOptions, requireAccepted, requireConnect, requireFresh } from './preconditions.ts';
import { toShapes } from './shapes.ts';
import { readTokenContent } from './token-content.ts';
import type { DoctorOptions, Finding, Report } from './types.ts';

/**
 * Compares a tenant with the assumptions of this project (mock-server/ASSUMPTIONS.md) and with published facts that
 * the SDK relies on. It changes nothing: it reads, begins ceremonies and sign-ins that it never completes, and gets a
 * token for `client` where one is given. Only `enrol` lets it enrol one passkey, which it removes again.
 *
 * @throws PasskeyError `configuration` for options that cannot be used, `bad_response` where there is no Connect,
 *   `unauthorized` for a token or a client that is refused, `server_error` without a reply, `aborted`
 * @example
 * ```ts
 * const { findings } = await examineTenant({ issuer: 'https://example.com/acme/shop', poolId: 'customers' });
 * const cures = findings.flatMap((finding) => (finding.is === 'differs' ? [finding.cure] : []));
 * ```
 */
export async function examineTenant(options: DoctorOptions): Promise<Report> {
  checkOptions(options);
  const now = (options.now ?? Date.now)();
  const token = options.accessToken === undefined ? undefined : readTokenContent(options.accessToken);
  requireFresh(token, now);
  const interview = startInterview(options);
  requireConnect(await interview.ask({ name: 'discovery', url: discoveryUrl(interview) }), options.issuer);
  await askAnonymously(interview);
  if (options.accessToken !== undefined) {
    await askAsUser(interview, options.accessToken);
    requireAccepted(interview.answers, token, interview.workspace.issuer);
  }
  const backendToken = options.client && (await getBackendToken(interview, options.client));
  if (backendToken !== undefined) {
    await askAsBackend(interview, backendToken, options.userId ?? token?.claims['sub']);
  }
  const changes = await rehearse(interview, backendToken);
  const evidence: Evidence = {
    workspace: interview.workspace,
    poolId: options.poolId,
    origin: options.origin,
    answers: interview.answers,
    token,
    hasClient: options.client !== undefined,
    now: now / 1000,
  };
  return toReport(evidence, changes);
}

/** A sentence about the changes. Time to remove a passkey is left even where the time limit has passed. */
async function rehearse(interview: Interview, backendToken: string | undefined): Promise<string> {
  const { options, answers } = interview;
  const { enrol = false, accessToken: token, fetch = globalThis.fetch, onProgress } = options;
  if (!enrol || token === undefined) return 'Nothing was changed.';
  const limits = { callTimeout: 10_000, signal: AbortSignal.timeout(60_000) };
  const cleanUp = keepAnswers(answers, createAsk({ fetch, onProgress, ...limits }));
  return rehearsePasskey(interview, { token, backendToken, cleanUp });
}

const keepAnswers =
  (answers: Map<string, Answer>, ask: Ask): Ask =>
  async (question) => {
    const answer = await ask(question);
    answers.set(question.name, answer);
    return answer;
  };

function startInterview(options: DoctorOptions): Interview {
  const { timeout = 120_000, callTimeout = 10_000 } = options;
  const limit = AbortSignal.timeout(timeout);
  const answers = new Map<string, Answer>();
  const ask = createAsk({
    fetch: options.fetch ?? globalThis.fetch,
    callTimeout,
    signal: options.signal ? anySignal(options.signal, limit) : limit,
    onProgress: options.onProgress,
  });
  return {
    options,
    workspace: parseIssuer(options),
    answers,
    ask: keepAnswers(answers, ask),
  };
}

const discoveryUrl = ({ workspace }: Interview): string =>
  `${workspace.issuer}/.well-known/openid-configuration`;

function toReport(evidence: Evidence, changes: string): Report {
  const findings = assumptions.map(({ area, id, assumption, judge }): Finding => ({
    area,
    id,
    assumption,
    ...judge(evidence),
  }));
  const count = (is: Finding['is']): number => findings.filter((finding) => finding.is === is).length;
  const answers = [...evidence.answers.values()];
  return {
    issuer: evidence.workspace.issuer,
    findings,
    counts: { holds: count('holds'), differs: count('differs'), 'cannot-tell': count('cannot-tell') },
    changes,
    calls: answers.map((answer) => ({ name: answer.name, outcome: describeAnswer(answer) })),
    shapes: toShapes(answers),
  };
}
