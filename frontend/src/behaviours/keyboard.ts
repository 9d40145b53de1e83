/** Keys for people who live in it: / search, g d desk, j k rows, x choose, Enter open (the link has the focus), ? help. */

import { isTyping } from "./page";

const WITHIN = 1200;

export function watchKeys(): void {
  let before = "";
  let at = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    const chord = before === "g" && event.timeStamp - at < WITHIN ? `g${event.key}` : event.key;
    before = event.key;
    at = event.timeStamp;
    if (act(chord)) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    for (const row of document.querySelectorAll("tr.is-here")) row.classList.remove("is-here");
    const row = event.target instanceof Element ? event.target.closest('[data-keys="rows"] tbody tr') : null;
    row?.classList.add("is-here");
  });
}

function act(key: string): boolean {
  switch (key) {
    case "/":
      return focusOn(document.querySelector<HTMLInputElement>('[data-key="/"]'));
    case "gd":
      location.assign(document.body.dataset["home"] ?? "/");
      return true;
    case "j":
      return step(1);
    case "k":
      return step(-1);
    case "x":
      return choose();
    case "?":
      return help();
    default:
      return false;
  }
}

function focusOn(field: HTMLInputElement | null): boolean {
  field?.focus();
  field?.select();
  return field !== null;
}

function step(by: number): boolean {
  const here = document.querySelector("tr.is-here");
  const table = here?.closest('[data-keys="rows"]') ?? document.querySelector('[data-keys="rows"]');
  const rows = [...(table?.querySelectorAll("tbody tr") ?? [])].filter((row) => row.querySelector("a"));
  const next = rows[here ? rows.indexOf(here) + by : by > 0 ? 0 : rows.length - 1];
  const link = next?.querySelector<HTMLElement>("a");
  link?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return link !== undefined && link !== null;
}

function choose(): boolean {
  const tick = document.querySelector<HTMLInputElement>("tr.is-here .tick input");
  tick?.click();
  return tick !== null;
}

function help(): boolean {
  const dialog = document.getElementById("keys");
  if (!(dialog instanceof HTMLDialogElement)) return false;
  dialog.showModal();
  return true;
}
