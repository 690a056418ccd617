import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { setupWorker } from 'msw/browser';
import { mockHandler } from '../../../mock-server/hosts/msw.ts';
import { demands, type Host } from './demands.ts';

/** A static site with the mock server in its service worker; a test drives it through functions on `window`. */
const worker = setupWorker(mockHandler());
await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });

const host: Host = {
  origin: location.origin,
  redirects: false,
  fetch: (path, init) => fetch(path, init),
  create: ({ publicKey }) => startRegistration({ optionsJSON: publicKey }),
  get: ({ publicKey }) => startAuthentication({ optionsJSON: publicKey }),
};

declare global {
  interface Window {
    /** Runs one demand. @returns its failure, or `undefined` */
    runDemand: (name: string) => Promise<string>;
    /** Posts JSON from this page, for JSON. */
    post: (path: string, body: string) => Promise<string>;
    /** Names of the people that the server knows, to see that it is the same one after a reload. */
    userIds: () => Promise<string>;
  }
}

window.runDemand = async (name) => {
  await host.fetch('/_mock/reset', { method: 'POST' });
  const demand = demands.find((candidate) => candidate.name === name);
  return demand?.of(host).then(() => '', String) ?? 'There is no such demand.';
};

window.userIds = async () => {
  const environment = (await (await host.fetch('/_mock')).json()) as {
    users: { id: string }[];
    passkeys: { id: string }[];
  };
  return JSON.stringify([...environment.users, ...environment.passkeys].map(({ id }) => id));
};

window.post = async (path, body) => {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await host.fetch(path, { method: 'POST', headers, body });
  if (!reply.ok) throw new Error(`${path} was answered with ${reply.status}.`);
  return reply.text();
};

document.title = 'ready';
