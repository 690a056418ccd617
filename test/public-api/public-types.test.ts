/** Types only: `tsc` is what judges these; the run shows that the names are there. */
import { expectTypeOf } from 'expect-type';
import { test } from 'node:test';
import {
  createPasskeys,
  isPasskeyError,
  type CeremonyEvent,
  type PasskeyError,
  type DetectedMode,
  type EnrolledPasskey,
  type PasskeyDirectory,
  type PasskeyErrorCode,
  type Passkeys,
  type PasskeysConfig,
  type SecondFactor,
  type SignInOptions,
  type SignInResult,
  type TokenReply,
} from '../../src/index.ts';
import {
  toCredentialRecord,
  type CredentialRecord,
  type RegistrationResponseJSON,
  type SystemClient,
  type SystemClientConfig,
} from '../../src/system.ts';

test('a client is made of its options', () => {
  expectTypeOf(createPasskeys).parameters.toEqualTypeOf<[PasskeysConfig]>();
  expectTypeOf(createPasskeys).returns.toEqualTypeOf<Passkeys>();
  expectTypeOf<{ issuer: string }>().toExtend<PasskeysConfig>();
  expectTypeOf<{ poolId: string }>().not.toExtend<PasskeysConfig>();
  expectTypeOf<{ issuer: string; mode: 'clever' }>().not.toExtend<PasskeysConfig>();
});

test('tokens and redirects are told apart by one member', () => {
  expectTypeOf<Passkeys['signIn']>().returns.resolves.toEqualTypeOf<SignInResult>();
  expectTypeOf<Extract<SignInResult, { is: 'tokens' }>['tokens']>().toEqualTypeOf<TokenReply>();
  expectTypeOf<Extract<SignInResult, { is: 'redirect' }>['redirectTo']>().toEqualTypeOf<URL>();
  expectTypeOf<Extract<SignInResult, { is: 'redirect' }>>().not.toHaveProperty('tokens');
});

test('the answer that asks for a second factor is what signIn continues with', () => {
  expectTypeOf<Passkeys['signInWithPassword']>().returns.resolves.toEqualTypeOf<
    SignInResult | SecondFactor
  >();
  expectTypeOf<SecondFactor>().toExtend<NonNullable<SignInOptions['secondFactor']>>();
});

test('a client is a directory of passkeys, so that a manager takes either', () => {
  expectTypeOf<Passkeys>().toExtend<PasskeyDirectory>();
  expectTypeOf<Passkeys['upgrade']>().returns.resolves.toEqualTypeOf<EnrolledPasskey | undefined>();
  expectTypeOf<Passkeys['mode']>().returns.resolves.toEqualTypeOf<DetectedMode>();
});

test('an error is known by its code, from a closed list', () => {
  expectTypeOf(isPasskeyError).guards.toEqualTypeOf<PasskeyError>();
  expectTypeOf<PasskeyError['code']>().toEqualTypeOf<PasskeyErrorCode>();
  expectTypeOf<string>().not.toExtend<PasskeyErrorCode>();
  expectTypeOf<PasskeyError['inferred']>().toEqualTypeOf<boolean>();
});

test('an event has room for what happened, and for nothing else', () => {
  expectTypeOf<keyof CeremonyEvent>().toEqualTypeOf<'ceremony' | 'step' | 'milliseconds' | 'mode' | 'code'>();
  expectTypeOf<CeremonyEvent['code']>().toEqualTypeOf<PasskeyErrorCode | undefined>();
});

interface Where {
  issuer: string;
  poolId: string;
}

test('a system client takes a function that gives a token, or both halves of a secret', () => {
  expectTypeOf<Where & { accessToken: () => string }>().toExtend<SystemClientConfig>();
  expectTypeOf<Where & { clientId: string; clientSecret: string }>().toExtend<SystemClientConfig>();
  expectTypeOf<Where & { accessToken: string }>().not.toExtend<SystemClientConfig>();
  expectTypeOf<Where & { clientSecret: string }>().not.toExtend<SystemClientConfig>();
  expectTypeOf<Where>().not.toExtend<SystemClientConfig>();
});

test('what a browser made becomes the record that an enrolment by code hands over', () => {
  expectTypeOf(toCredentialRecord).parameters.toEqualTypeOf<[RegistrationResponseJSON]>();
  expectTypeOf(toCredentialRecord).returns.resolves.toEqualTypeOf<CredentialRecord>();
  expectTypeOf<
    Parameters<SystemClient['completeCode']>[0]['new_web_authn']
  >().toEqualTypeOf<CredentialRecord>();
});
