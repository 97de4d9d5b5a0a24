/** The element with this id, which the page's HTML has. @throws {Error} when it lacks one of this kind */
export function elementById<T extends Element>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${kind.name} with the id ${id}`);
}

/** A new element with a class and text. Text is all that ever enters the page from outside: never HTML, never a link. */
export function textElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
