import { expect } from 'chai';
import { endFaults, http, HttpResponse, injectFaults } from './faults.ts';

describe('an injected fault', () => {
  afterEach(endFaults);

  it('answers the calls that it names and no others', async () => {
    await injectFaults(http.get('/somewhere', () => HttpResponse.json({ error: 'down' }, { status: 503 })));
    expect((await fetch('/somewhere')).status).to.equal(503);
    expect((await fetch('/package.json')).status).to.equal(200);
  });

  it('breaks the connection', async () => {
    await injectFaults(http.get('/somewhere', () => HttpResponse.error()));
    const failure = await fetch('/somewhere').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TypeError);
  });
});
