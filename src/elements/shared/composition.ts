/** True for a key of an input method. In Safari the Enter or Escape that ends a composition comes after `compositionend`, with the key code of input methods. */
export function isComposing(event: KeyboardEvent): boolean {
  // oxlint-disable-next-line no-deprecated -- Safari offers nothing else: https://bugs.webkit.org/show_bug.cgi?id=165004
  return event.isComposing || event.keyCode === 229;
}
