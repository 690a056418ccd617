import { states } from '../elements/passkey-manager/states.ts';
import { photograph } from '../support/looks.ts';

describe('pictures of <passkey-manager>', () => {
  for (const [name, open] of Object.entries(states)) {
    it(name, () => photograph(`passkey-manager/${name}`, open)).timeout(60_000);
  }
});
