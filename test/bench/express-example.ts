/** Express with @simplewebauthn/server as its documentation has it: what the mock server is compared with. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import express, { type Request } from 'express';
import type { AddressInfo } from 'node:net';

const rpID = 'localhost';
const challenges = new Set<string>();
const credentials = new Map<string, WebAuthnCredential>();

const app = express();
app.use(express.json());

app.post(
  '/register/usernameless-webauthn/begin',
  async (request: Request<object, object, { identifier: string }>, reply) => {
    const publicKey = await generateRegistrationOptions({
      rpName: 'Example',
      rpID,
      userName: request.body.identifier,
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    });
    challenges.add(publicKey.challenge);
    reply.json({ publicKey });
  },
);

app.post(
  '/register/usernameless-webauthn/complete',
  async (request: Request<object, object, RegistrationResponseJSON>, reply) => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: request.body,
      expectedChallenge: (challenge) => challenges.delete(challenge),
      expectedOrigin: origin(),
      expectedRPID: rpID,
    });
    if (registrationInfo) credentials.set(registrationInfo.credential.id, registrationInfo.credential);
    reply.json({ verified });
  },
);

app.post('/login/usernameless-webauthn/begin', async (_, reply) => {
  const publicKey = await generateAuthenticationOptions({ rpID, userVerification: 'preferred' });
  challenges.add(publicKey.challenge);
  reply.json({ publicKey });
});

app.post(
  '/login/usernameless-webauthn/complete',
  async (request: Request<object, object, AuthenticationResponseJSON>, reply) => {
    const credential = credentials.get(request.body.id);
    if (!credential) return void reply.sendStatus(404);
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: request.body,
      expectedChallenge: (challenge) => challenges.delete(challenge),
      expectedOrigin: origin(),
      expectedRPID: rpID,
      credential,
    });
    credential.counter = authenticationInfo.newCounter;
    reply.json({ verified });
  },
);

const server = app.listen(0, 'localhost', () => {
  console.log(origin());
});

function origin(): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
