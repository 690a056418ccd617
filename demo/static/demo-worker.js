/* global addEventListener, importScripts */
/*
 * The worker of the static demo: MSW's, and the memory of the demo's session. The session is in no storage: it is
 * gone when the last page of the demo is closed.
 */
let session;

addEventListener('message', (event) => {
  // MSW unregisters its worker when the last page closes, which every step from page to page looks like.
  if (event.data === 'CLIENT_CLOSED') event.stopImmediatePropagation();
  if (event.data?.demoSession === 'read') event.ports[0].postMessage(session);
  if (event.data?.demoSession === 'write') {
    session = event.data.session;
    event.ports[0].postMessage(undefined);
  }
});

importScripts('./mockServiceWorker.js');
