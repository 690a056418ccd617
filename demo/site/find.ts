/** The element of this page with that ID. @throws when the page has none, or one of another kind */
export function byId(id: string): HTMLElement;
export function byId<E extends HTMLElement>(id: string, kind: new () => E): E;
export function byId(id: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`This page has no ${kind.name} with the ID "${id}".`);
}

/** The first element with that tag. @throws when there is none */
export function byTag<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  root: ParentNode = document,
): HTMLElementTagNameMap[Tag] {
  const found = root.querySelector(tag);
  if (found) return found;
  throw new Error(`There is no <${tag}> here.`);
}
