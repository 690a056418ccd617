/** Runs before the scripts of a visited page; all moments are milliseconds of the page's clock. */
declare global {
  interface Window {
    /** A person could press the button. */
    usableAt?: number;
    /** Milliseconds in tasks of more than 50 ms. */
    longTasks: number;
    /** The answer to the begin of a sign-in was there. */
    begunAt(): number | undefined;
  }
}

window.longTasks = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longTasks += duration;
}).observe({ type: 'longtask', buffered: true });

window.begunAt = () =>
  (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).find(
    ({ name, responseEnd }) => name.endsWith('/begin') && responseEnd > 0,
  )?.responseEnd;

requestAnimationFrame(look);

function look(): void {
  const root = document.querySelector('passkey-signin')?.shadowRoot ?? document;
  const button = root.querySelector('button');
  if (button && !button.disabled && button.checkVisibility()) window.usableAt = performance.now();
  else requestAnimationFrame(look);
}

export {};
