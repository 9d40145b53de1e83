/**
 * A form that never loses a word: what is typed goes to the machine's memory at once and to the server
 * shortly after; without a network it waits and tries again; after a crash it comes back.
 *
 * form[data-behaviour~=autosave][data-url]: POST of the form; the answer is JSON {version, saved_at}, or 409
 * when somebody else changed the same thing. `[data-saved]` inside says how things stand.
 */

import { fill, isSame, valuesOf, type Values } from "./drafts";
import { clockTime, memory, token } from "./page";

interface Kept {
  values: Values;
  version: string;
  isSubmitted: boolean;
}

interface Stored {
  version: number;
  saved_at: string;
}

type State = "saved" | "saving" | "waiting" | "conflict" | "restored";

const PAUSE = 1500;
const RETRIES = [5000, 10000, 20000, 40000, 60000];

export function autosave(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement) || !element.dataset["url"]) return;
  const form = element;
  const url = element.dataset["url"];
  const person = document.body.dataset["person"] ?? "";
  const key = `touyan:draft:${person}:${form.dataset["draft"] ?? location.pathname}#${form.id}`;
  let saved = valuesOf(form);
  let timer = 0;
  let failures = 0;
  let isSending = false;
  let isStopped = false;

  function changed(): void {
    const now = valuesOf(form);
    if (isSame(now, saved)) return;
    form.dataset["unsaved"] = "true";
    keep(now, false);
    plan(PAUSE);
  }

  function keep(values: Values, isSubmitted: boolean): void {
    const kept: Kept = { values, version: versionOf(form).value, isSubmitted };
    memory.keep(key, JSON.stringify(kept));
  }

  function plan(milliseconds: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void send(), milliseconds);
  }

  async function send(): Promise<void> {
    const now = valuesOf(form);
    if (isStopped || isSending || isSame(now, saved)) return;
    isSending = true;
    show(form, "saving");
    try {
      await settle(await fetch(url, request(form, now)), now);
    } catch {
      wait();
    } finally {
      isSending = false;
    }
  }

  async function settle(answer: Response, sent: Values): Promise<void> {
    if (answer.status === 409) {
      isStopped = true;
      show(form, "conflict");
      return;
    }
    const stored: unknown = answer.ok && !answer.redirected ? await answer.json() : null;
    if (!isStored(stored)) {
      wait();
      return;
    }
    failures = 0;
    saved = sent;
    versionOf(form).value = String(stored.version);
    show(form, "saved", hourOf(stored.saved_at));
    if (isSame(valuesOf(form), sent)) {
      delete form.dataset["unsaved"];
      memory.forget(key);
    } else {
      plan(PAUSE);
    }
  }

  function wait(): void {
    show(form, "waiting");
    plan(RETRIES[Math.min(failures, RETRIES.length - 1)] ?? PAUSE);
    failures += 1;
  }

  function restore(): void {
    const kept = parse(memory.read(key));
    if (!kept || isSame(kept.values, saved)) {
      memory.forget(key);
      return;
    }
    const isOlder = kept.version !== versionOf(form).value;
    if (isOlder && kept.isSubmitted) {
      memory.forget(key);
      return;
    }
    if (isOlder) {
      offer(form, () => fill(form, kept.values));
      return;
    }
    fill(form, kept.values);
    form.dataset["unsaved"] = "true";
    show(form, "restored");
    plan(PAUSE);
  }

  restore();
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => keep(valuesOf(form), true));
  window.addEventListener("online", () => plan(0));
  document.addEventListener("touyan:save-now", () => plan(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void send();
  });
}

function request(form: HTMLFormElement, values: Values): RequestInit {
  const body = new URLSearchParams();
  for (const [name, answers] of Object.entries(values)) for (const answer of answers) body.append(name, answer);
  body.append("version", versionOf(form).value);
  return {
    method: "POST",
    body,
    credentials: "same-origin",
    keepalive: body.toString().length < 60000,
    headers: { "X-CSRFToken": token(), Accept: "application/json" },
  };
}

function versionOf(form: HTMLFormElement): HTMLInputElement {
  const known = form.querySelector<HTMLInputElement>('input[name="version"]');
  if (known) return known;
  const made = document.createElement("input");
  made.type = "hidden";
  made.name = "version";
  form.prepend(made);
  return made;
}

function show(form: HTMLFormElement, state: State, hour = ""): void {
  const place = form.querySelector<HTMLElement>("[data-saved]");
  if (!place) return;
  const words = place.dataset[`word${state.charAt(0).toUpperCase()}${state.slice(1)}`] ?? "";
  place.dataset["state"] = state;
  place.textContent = hour ? `${words} ${hour}` : words;
}

/** Somebody saved since: the kept text is offered beside, never put over the newer one. */
function offer(form: HTMLFormElement, take: () => void): void {
  const place = form.querySelector<HTMLElement>("[data-saved]");
  if (!place) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = place.dataset["wordTake"] ?? "";
  button.addEventListener("click", () => {
    take();
    button.remove();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  place.after(button);
}

function hourOf(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : clockTime(at);
}

function isStored(answer: unknown): answer is Stored {
  return typeof answer === "object" && answer !== null && "version" in answer && "saved_at" in answer;
}

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === "object" && kept !== null && "values" in kept && "version" in kept ? (kept as Kept) : null;
  } catch {
    return null;
  }
}
