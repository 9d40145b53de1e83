/** Values of a form as plain data, and back: for saving by itself and for restoring after a crash. */

import { ensureRows } from "./rows";

export type Values = Record<string, string[]>;

const KEYS = new Set(["csrfmiddlewaretoken", "idempotency_key", "version"]);

/** What the form holds now, without keys, passwords and files. */
export function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const field of form.elements) {
    if (!isAnswer(field)) continue;
    const answers = (values[field.name] = values[field.name] ?? []);
    if (field instanceof HTMLSelectElement) {
      for (const option of field.selectedOptions) answers.push(option.value);
    } else if (!isTick(field) || field.checked) {
      answers.push(field.value);
    }
  }
  return values;
}

/** Puts values back, making the rows they need; fields the form no longer has are left out. */
export function fill(form: HTMLFormElement, values: Values): void {
  for (const field of form.querySelectorAll<HTMLElement>("[data-rows]")) {
    const total = Number(values[`${field.dataset["rows"] ?? ""}-total`]?.[0] ?? "0");
    ensureRows(field, total);
  }
  const taken = new Map<string, number>();
  for (const field of form.elements) {
    const answers = isAnswer(field) ? values[field.name] : undefined;
    if (!answers || !isAnswer(field)) continue;
    if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = answers.includes(option.value);
    } else if (isTick(field)) {
      field.checked = answers.includes(field.value);
    } else {
      const index = taken.get(field.name) ?? 0;
      taken.set(field.name, index + 1);
      field.value = answers[index] ?? field.value;
    }
    field.dispatchEvent(new Event("touyan:filled", { bubbles: true }));
  }
}

export function isSame(one: Values, other: Values): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type Answer = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isAnswer(field: Element): field is Answer {
  const isKind =
    field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement;
  if (!isKind || field.name === "" || KEYS.has(field.name)) return false;
  return !(field instanceof HTMLInputElement && /^(password|file|submit|button|image)$/.test(field.type));
}

function isTick(field: Answer): field is HTMLInputElement {
  return field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type);
}
