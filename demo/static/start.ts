import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { mockHandler } from '../../mock-server/hosts/msw.ts';
import { createBackend } from '../backend/backend.ts';
import { issuerKeys } from '../backend/tokens.ts';
import { keepCalls } from './call-log.ts';
import { sharedState } from './shared-state.ts';
import { workerSessions } from './worker-sessions.ts';

const worker = new URL('demo-worker.js', document.baseURI).href;

/** Runs the mock and the demo's backend in this page, so that a static host is enough. */
export async function start(): Promise<void> {
  allowWorker();
  const { origin } = location;
  const backend = createBackend({
    origin: () => origin,
    tenant: 'acme',
    workspaces: ['shop', 'portal'],
    sessions: workerSessions(),
    now: issuerClock,
    fetch: (input, init) => fetch(input, init),
    keysOf: issuerKeys((input, init) => fetch(input, init)),
  });
  const session = http.all(`${origin}/demo/*`, ({ request }) => backend.fetch(request));
  const api = mockHandler({ storage: sharedState() });
  await setupWorker(session, api).start({
    serviceWorker: { url: worker },
    onUnhandledRequest: 'bypass',
    quiet: true,
  });
  keepCalls();
}

/** A page under Trusted Types may register this one script as its worker, and no other. */
function allowWorker(): void {
  const { trustedTypes } = globalThis as unknown as { readonly trustedTypes?: TrustedTypePolicies };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => (url === worker ? url : null),
  });
}

interface TrustedTypePolicies {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string | null }): unknown;
}

async function issuerClock(): Promise<number> {
  const { headers } = await fetch('/_mock');
  return Date.parse(headers.get('Date') ?? '');
}
