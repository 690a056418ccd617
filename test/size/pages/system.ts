import { createSystemClient } from '../../../src/system.ts';

const token = document.querySelector('meta[name=token]')?.getAttribute('content') ?? '';
const client = createSystemClient({
  issuer: `${location.origin}/acme/system`,
  poolId: 'customers',
  accessToken: () => token,
});
void client.userByKey({ identifier: 'ada@example.com' });
