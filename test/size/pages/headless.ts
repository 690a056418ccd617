import { createPasskeys } from '../../../src/index.ts';

createPasskeys({ issuer: `${location.origin}/acme/shop`, poolId: 'customers' }).prepareSignIn();
