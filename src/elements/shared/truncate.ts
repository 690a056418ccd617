/** Shortens a text of the page or the server for display, between characters. @param longest in characters */
export function truncate(text: string, longest: number): string {
  const shown = Array.from(text.slice(0, 2 * longest))
    .slice(0, longest)
    .join('');
  return shown.length < text.length ? `${shown}…` : text;
}
