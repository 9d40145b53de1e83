/** Behaviours of a few lines each: counter, menu, reopen, drop, focus, scroll, reveal, copy, print. */

import { say, word } from "./page";

/** Says how many characters are left, and by how many it is too long; never cuts what is typed. A single line speaks up only near its end. */
export function counter(element: HTMLElement): void {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return;
  const most = Number(element.dataset["max"]);
  const place = document.getElementById(`${element.id}-count`);
  if (!place || !most) return;
  const count = (): void => {
    const left = most - [...element.value].length;
    place.classList.toggle("is-over", left < 0);
    const isNear = element instanceof HTMLTextAreaElement || left <= Math.max(5, most / 8);
    place.textContent = left < 0 ? word("over", { n: -left }) : isNear ? word("left", { n: left }) : "";
  };
  element.addEventListener("input", count);
  element.addEventListener("touyan:filled", count);
  count();
}

/** A <details> that closes on Escape and on a click elsewhere. */
export function menu(element: HTMLElement): void {
  if (!(element instanceof HTMLDetailsElement)) return;
  document.addEventListener("click", (event) => {
    if (element.open && event.target instanceof Node && !element.contains(event.target)) element.open = false;
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    element.querySelector("summary")?.focus();
  });
}

/** A grey way on whose reasons can be mended in its form opens once something is typed: pressing saves, and says what still lacks. */
export function reopen(element: HTMLElement): void {
  if (!(element instanceof HTMLButtonElement)) return;
  const open = (): void => {
    element.type = "submit";
    element.removeAttribute("aria-disabled");
  };
  for (const kind of ["input", "change"]) element.form?.addEventListener(kind, open, { once: true });
}

/** Files dropped on the frame go into its own file input. */
export function drop(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) return;
  for (const kind of ["dragenter", "dragover"]) {
    element.addEventListener(kind, (event) => {
      event.preventDefault();
      element.classList.add("is-over");
    });
  }
  element.addEventListener("dragleave", () => element.classList.remove("is-over"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("is-over");
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** The summary of faults is what the reader should meet first. */
export function focus(element: HTMLElement): void {
  if (!element.hasAttribute("data-quiet")) element.focus();
}

/** On a phone a row is a few lines: a figure or a day says there which column it came from, and a dash says nothing at all. */
function nameFigures(table: HTMLTableElement): void {
  const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.innerText.trim());
  for (const row of table.tBodies[0]?.rows ?? []) {
    [...row.cells].forEach((cell, at) => {
      const text = cell.textContent?.trim() ?? "";
      if (text === "—" || !text) cell.classList.toggle("is-none", !cell.querySelector("input"));
      else if (at > 0 && /^[−\d]/.test(text) && names[at]) cell.dataset["label"] = names[at];
    });
  }
}

/** A table wider than its frame can be scrolled with the keys; a narrower one is no stop on the way, and its heading may stay in sight. */
export function scroll(element: HTMLElement): void {
  element.querySelectorAll<HTMLTableElement>("table.table-flow").forEach(nameFigures);
  const measure = (): void => {
    const isFitting = element.scrollWidth <= element.clientWidth + 1;
    element.classList.toggle("is-fitting", isFitting);
    if (!isFitting) {
      element.tabIndex = 0;
      element.setAttribute("role", "region");
      element.setAttribute("aria-label", element.querySelector("caption")?.textContent ?? word("table"));
    } else {
      element.removeAttribute("tabindex");
      element.removeAttribute("role");
      element.removeAttribute("aria-label");
    }
  };
  measure();
  window.addEventListener("resize", measure);
}

/** A strip of links too long for a phone shows the one that one stands on. */
export function reveal(element: HTMLElement): void {
  const here = element.querySelector<HTMLElement>("[aria-current]");
  if (here) element.scrollLeft = here.offsetLeft - element.offsetLeft - (element.clientWidth - here.offsetWidth) / 2;
}

/** Copies the link's whole address, on plain http too, where the modern way is closed. */
export function copy(element: HTMLElement): void {
  if (!(element instanceof HTMLAnchorElement)) return;
  element.addEventListener("click", (event) => {
    event.preventDefault();
    void put(element.href).then((isDone) => say(isDone ? (element.dataset["done"] ?? "") : element.href));
  });
}

async function put(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by the browser: the older way below may still be open.
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  return isDone;
}

export function print(element: HTMLElement): void {
  element.hidden = false;
  element.addEventListener("click", () => window.print());
}
