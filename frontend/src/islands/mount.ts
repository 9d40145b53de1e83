/**
 * Islands: richer drawings over a useful server-made table, loaded only where the page asks for one.
 *
 * <div data-island="name"> holds what is read without script and may hold a <script type="application/json">
 * with its data. `islands/<name>.ts` exports `mount(element, data)`; each becomes a file of its own.
 */

export interface Island {
  mount(element: HTMLElement, data: unknown): void;
}

const files = import.meta.glob<Island>(["./*.ts", "!./mount.ts"]);

export function mountIslands(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-island]:not([data-mounted])")) {
    const load = files[`./${element.dataset["island"] ?? ""}.ts`];
    if (!load) continue;
    element.dataset["mounted"] = "true";
    const text = element.querySelector('script[type="application/json"]')?.textContent;
    void load().then((island) => island.mount(element, text ? (JSON.parse(text) as unknown) : null));
  }
}
