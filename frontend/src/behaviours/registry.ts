/** Ties behaviours to elements by `data-behaviour="name other"`, once for each, also after a swap. */

export type Behaviour = (element: HTMLElement) => void;

const known = new Map<string, Behaviour>();
const tied = new WeakMap<HTMLElement, Set<string>>();

export function register(name: string, behaviour: Behaviour): void {
  known.set(name, behaviour);
}

/** Gives every marked element in `root` (itself included) its behaviours; a second call changes nothing. */
export function attach(root: ParentNode): void {
  if (root instanceof HTMLElement) tie(root);
  for (const element of root.querySelectorAll<HTMLElement>("[data-behaviour]")) tie(element);
}

function tie(element: HTMLElement): void {
  const names = element.dataset["behaviour"]?.split(" ") ?? [];
  const done = tied.get(element) ?? new Set<string>();
  tied.set(element, done);
  for (const name of names) {
    const behaviour = known.get(name);
    if (behaviour && !done.has(name)) {
      done.add(name);
      behaviour(element);
    }
  }
}
