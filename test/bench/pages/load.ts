/** How a page came up. */
export interface Load {
  /** Milliseconds on the page's clock at which the last byte of the script had come. */
  readonly scriptAt: number;
  /** Sum of all layout shifts (Layout Instability API). */
  readonly layoutShift: number;
  /** Milliseconds in tasks of more than 50 ms. */
  readonly longTasks: number;
}

declare global {
  interface Window {
    readLoad(): Load;
    /** How many times `fetch` was called before a moment of the page's clock. */
    requestsBefore(moment: number): number;
  }
}

/** Begins to watch, from the start of the page. */
export function watchLoad(): void {
  let layoutShift = 0;
  let longTasks = 0;
  observe('layout-shift', (entry) => (layoutShift += (entry as PerformanceEntry & { value: number }).value));
  observe('longtask', ({ duration }) => (longTasks += duration));
  window.readLoad = () => ({ scriptAt: resources('script')[0]?.responseEnd ?? NaN, layoutShift, longTasks });
  window.requestsBefore = (moment) => resources('fetch').filter(({ startTime }) => startTime < moment).length;
}

function observe(type: string, count: (entry: PerformanceEntry) => void): void {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(count));
  observer.observe({ type, buffered: true });
}

function resources(type: string): PerformanceResourceTiming[] {
  const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return all.filter(({ initiatorType }) => initiatorType === type);
}
