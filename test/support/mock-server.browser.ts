import { expect } from 'chai';

const me = () => fetch('/acme/shop/identity/v2/self/me');

describe('the mock server of a test file', () => {
  it('answers on the origin of the tests', async () => {
    expect((await me()).status).to.equal(401);
  });

  it('answers a frame of the page too', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    expect((await frame.contentWindow!.fetch('/acme/shop/identity/v2/self/me')).status).to.equal(401);
    frame.remove();
  });

  it('starts with its seeded users and shows what it holds', async () => {
    const reply = await fetch('/_mock');
    expect(reply.status).to.equal(200);
    expect(JSON.stringify(await reply.json())).to.include('ada@example.com');
  });
});
