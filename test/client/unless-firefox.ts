/** `it`; in Firefox a skipped test with its reason. */
export function unlessFirefox(because: string): (title: string, test: () => Promise<void>) => void {
  if (!navigator.userAgent.includes('Firefox')) return (title, test) => void it(title, test);
  return (title) => void it.skip(`${title}, because ${because}`);
}
