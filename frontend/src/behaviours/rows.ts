/**
 * Rows of equal questions: add, remove, renumber, and paste a block copied from a sheet.
 *
 * fieldset[data-behaviour~=rows][data-rows=name]; inputs are named `name-<row>-<column>`. The buttons are
 * submit buttons that the server understands too, so the same form works without this.
 */

export function rows(field: HTMLElement): void {
  field.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.name === "add_row") {
      event.preventDefault();
      ensureRows(field, rowsOf(field).length + 1);
      rowsOf(field).slice(-1)[0]?.querySelector<HTMLElement>("input, select, textarea")?.focus();
      tell(field);
    } else if (button?.name === "remove_row") {
      event.preventDefault();
      remove(field, button.closest("tr"));
      tell(field);
    }
  });
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (event.target instanceof HTMLInputElement && /[\t\n]/.test(text.trimEnd())) {
      event.preventDefault();
      paste(field, event.target, cellsOf(text));
      tell(field);
    }
  });
}

/** Makes at least `count` rows, as far as the form allows. */
export function ensureRows(field: HTMLElement, count: number): void {
  const most = Number(field.dataset["maxRows"] ?? "200");
  let last = rowsOf(field).slice(-1)[0];
  while (last && rowsOf(field).length < Math.min(count, most)) {
    const made = last.cloneNode(true) as HTMLTableRowElement;
    empty(made);
    last.after(made);
    last = made;
  }
  renumber(field);
}

function remove(field: HTMLElement, row: HTMLTableRowElement | null): void {
  if (!row) return;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  if (next) row.remove();
  else empty(row);
  renumber(field);
  next?.querySelector<HTMLElement>("input")?.focus();
}

function paste(field: HTMLElement, start: HTMLInputElement, cells: string[][]): void {
  const row = start.closest("tr");
  const first = rowsOf(field).findIndex((each) => each === row);
  const column = row ? inputsOf(row).indexOf(start) : -1;
  if (first < 0 || column < 0) return;
  ensureRows(field, first + cells.length);
  cells.forEach((line, down) => {
    const target = rowsOf(field)[first + down];
    line.forEach((text, right) => {
      const input = target ? inputsOf(target)[column + right] : undefined;
      if (input) input.value = input.type === "date" ? dateOf(text) : text.trim();
    });
  });
}

/** Tab-separated text as a sheet copies it, with quoted cells that may hold line breaks. */
export function cellsOf(text: string): string[][] {
  const table: string[][] = [];
  let line: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (cell.lastIndex <= source.length) {
    const found = cell.exec(source);
    if (!found) break;
    line.push(found[1] === undefined ? (found[2] ?? "") : found[1].replace(/""/g, '"'));
    if (found[3] !== "\t") {
      table.push(line);
      line = [];
    }
    if (found[3] === "") break;
  }
  return table;
}

/** 2026/6/30, 2026.6.30 and 2026年6月30日 as the browser's date field wants it. */
export function dateOf(text: string): string {
  const found = /(\d{4})\D+(\d{1,2})\D+(\d{1,2})/.exec(text);
  return found ? [found[1], found[2]?.padStart(2, "0"), found[3]?.padStart(2, "0")].join("-") : "";
}

function renumber(field: HTMLElement): void {
  const name = field.dataset["rows"] ?? "";
  rowsOf(field).forEach((row, index) => {
    const number = row.querySelector(".repeat-number");
    if (number) number.textContent = String(index + 1);
    for (const input of row.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
      input.name = input.name.replace(/^(.*)-\d+-([^-]*)$/, `$1-${index}-$2`);
      const label = input.getAttribute("aria-label");
      if (label) input.setAttribute("aria-label", label.replace(/\d+/, String(index + 1)));
    }
    const button = row.querySelector<HTMLButtonElement>('button[name="remove_row"]');
    if (button) button.value = `${name}-${index}`;
  });
  const total = field.querySelector<HTMLInputElement>(`input[name="${name}-total"]`);
  if (total) total.value = String(rowsOf(field).length);
}

function empty(row: HTMLTableRowElement): void {
  for (const input of inputsOf(row)) {
    input.value = "";
    input.removeAttribute("aria-invalid");
    input.removeAttribute("id");
  }
  for (const fault of row.querySelectorAll(".field-fault")) fault.remove();
}

function rowsOf(field: HTMLElement): HTMLTableRowElement[] {
  return [...field.querySelectorAll<HTMLTableRowElement>("tbody tr")];
}

function inputsOf(row: HTMLTableRowElement): HTMLInputElement[] {
  return [...row.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]), textarea, select')];
}

function tell(field: HTMLElement): void {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
