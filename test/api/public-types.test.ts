/** Types only: `tsc` is what judges these; the run shows that the names are there. */
import { expectTypeOf } from 'expect-type';
import { test } from 'node:test';
import {
  createPasskeys,
  isPasskeyError,
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
