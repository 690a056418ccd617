/**
 * Express with @simplewebauthn/server as its documentation has it, the baseline of the mock server. It runs the same
 * ceremonies with both endings: a verified passkey, as within an OAuth transaction (tokens come later), and an answer
 * with tokens, the same ones that the mock makes.
 */
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
import { generateKeyPair, SignJWT } from 'jose';
import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';

interface Account {
  readonly name: string;
  readonly credential: WebAuthnCredential;
}

const rpID = 'localhost';
/** Pending challenges, with the name of who signs up. */
const challenges = new Map<string, string>();
const accounts = new Map<string, Account>();
const refreshTokens = new Map<string, string>();
const { privateKey } = await generateKeyPair('ES256');

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
    challenges.set(publicKey.challenge, request.body.identifier);
    reply.json({ publicKey });
  },
);

app.post(
  '/register/usernameless-webauthn/complete',
  async (request: Request<object, object, RegistrationResponseJSON>, reply) => {
    let name = '';
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: request.body,
      expectedChallenge: (challenge) => {
        name = challenges.get(challenge) ?? '';
        return challenges.delete(challenge);
      },
      expectedOrigin: origin(),
      expectedRPID: rpID,
    });
    if (!verified) return void reply.sendStatus(400);
    const { credential } = registrationInfo;
    accounts.set(credential.id, { name, credential });
    reply.json('tokens' in request.query ? await tokensFor(name) : { verified });
  },
);

app.post('/login/usernameless-webauthn/begin', async (_, reply) => {
  const publicKey = await generateAuthenticationOptions({ rpID, userVerification: 'preferred' });
  challenges.set(publicKey.challenge, '');
  reply.json({ publicKey });
});

app.post(
  '/login/usernameless-webauthn/complete',
  async (request: Request<object, object, AuthenticationResponseJSON>, reply) => {
    const account = accounts.get(request.body.id);
    if (!account) return void reply.sendStatus(404);
    const { credential, name } = account;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: request.body,
      expectedChallenge: (challenge) => challenges.delete(challenge),
      expectedOrigin: origin(),
      expectedRPID: rpID,
      credential,
    });
    if (!verified) return void reply.sendStatus(401);
    credential.counter = authenticationInfo.newCounter;
    reply.json('tokens' in request.query ? await tokensFor(name) : { verified });
  },
);

const server = app.listen(0, 'localhost', () => {
  console.log(origin());
});

function origin(): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** An access token, an ID token with the hash of it, and a refresh token that is kept by its hash. */
async function tokensFor(subject: string) {
  const refreshToken = randomBytes(32).toString('base64url');
  refreshTokens.set(sha256(refreshToken).toString('hex'), subject);
  const accessToken = await sign('at+jwt', subject, { scp: ['openid'], amr: ['pop'] });
  const hash = sha256(accessToken).subarray(0, 16).toString('base64url');
  const idToken = await sign('JWT', subject, { at_hash: hash, amr: ['pop'] });
  return { access_token: accessToken, id_token: idToken, refresh_token: refreshToken };
}

function sign(typ: string, subject: string, claims: Readonly<Record<string, unknown>>): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ }).setIssuer(origin());
  return token
    .setSubject(subject)
    .setAudience('example')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
