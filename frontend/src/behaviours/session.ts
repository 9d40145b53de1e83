/**
 * Tells in good time that the session is about to end, saves what can be saved, and goes on with one press.
 *
 * <body data-session-seconds>. Work in another window counts: the last contact is shared between them.
 */

import { memory, word } from "./page";

const CONTACT = "touyan:contact";
const WARNING = 120000;
const LOOK = 5000;

export function watchSession(): void {
  const length = Number(document.body.dataset["sessionSeconds"] ?? "0") * 1000;
  if (!length) return;
  contact();
  document.addEventListener("htmx:afterRequest", contact);
  let bar: HTMLElement | null = null;
  window.setInterval(() => {
    const left = Number(memory.read(CONTACT) ?? Date.now()) + length - Date.now();
    if (left > Math.min(WARNING, length / 2)) {
      bar?.remove();
      bar = null;
      return;
    }
    if (!bar) {
      document.dispatchEvent(new Event("touyan:save-now"));
      bar = makeBar();
    }
    tell(bar, left);
  }, LOOK);
}

function contact(): void {
  memory.keep(CONTACT, String(Date.now()));
}

function makeBar(): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "leave-bar";
  bar.setAttribute("role", "alert");
  const text = document.createElement("span");
  const button = document.createElement("button");
  button.className = "button button-primary";
  button.type = "button";
  button.textContent = word("stay");
  button.addEventListener("click", () => void stay());
  bar.append(text, button);
  document.body.append(bar);
  return bar;
}

function tell(bar: HTMLElement, left: number): void {
  const text = bar.querySelector("span");
  const minutes = Math.max(1, Math.ceil(left / 60000));
  const sentence = left > 0 ? word("ending", { n: minutes }) : word("ended");
  if (text && text.textContent !== sentence) text.textContent = sentence;
  const button = bar.querySelector("button");
  if (button && left <= 0) button.textContent = word("signIn");
}

async function stay(): Promise<void> {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) {
      contact();
      return;
    }
  } catch {
    // No network: the sign-in page says so itself.
  }
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}
