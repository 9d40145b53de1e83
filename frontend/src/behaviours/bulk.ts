/** Rows chosen together: all at once, a stretch with Shift, and a bar that says how many are chosen. */

import { word } from "./page";

export function bulk(form: HTMLElement): void {
  const all = form.querySelector<HTMLInputElement>("input[data-all]");
  const said = form.querySelector<HTMLElement>("[data-picked]");
  if (!all) return;
  const start = said?.textContent ?? "";
  let last: HTMLInputElement | null = null;

  function ticks(): HTMLInputElement[] {
    return [...form.querySelectorAll<HTMLInputElement>("tbody .tick input")];
  }

  function count(): void {
    const chosen = ticks().filter((tick) => tick.checked).length;
    if (all) {
      all.checked = chosen > 0 && chosen === ticks().length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
    if (said) said.textContent = chosen ? word("picked", { n: chosen }) : start;
  }

  form.addEventListener("click", (event) => {
    const tick = event.target;
    if (!(tick instanceof HTMLInputElement) || tick.type !== "checkbox") return;
    if (tick === all) {
      for (const each of ticks()) each.checked = tick.checked;
    } else if (event.shiftKey && last) {
      const [from, to] = [ticks().indexOf(last), ticks().indexOf(tick)].sort((a, b) => a - b);
      for (const each of ticks().slice(from, (to ?? 0) + 1)) each.checked = tick.checked;
    }
    if (tick !== all) last = tick;
    count();
  });
  count();
}
