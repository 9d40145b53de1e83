/** What several behaviours ask of the page: its words, its token, a short message, its private memory. */

/** A sentence of the page in the reader's language, from `<template id="words" data-…>`; facts fill `{name}`. */
export function word(name: string, facts: Record<string, string | number> = {}): string {
  const words = document.getElementById("words");
  let text = words?.dataset[name] ?? "";
  for (const [key, value] of Object.entries(facts)) text = text.split(`{${key}}`).join(String(value));
  return text;
}

export function token(): string {
  const field = document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]');
  return field?.value ?? "";
}

/** Says something for three seconds, to eyes and to screen readers, without moving the page. */
export function say(text: string): void {
  let bubble = document.querySelector<HTMLElement>(".bubble");
  if (!bubble) {
    bubble = document.createElement("div");
    bubble.className = "bubble";
    bubble.setAttribute("role", "status");
    document.body.append(bubble);
  }
  bubble.hidden = false;
  bubble.textContent = text;
  window.clearTimeout(Number(bubble.dataset["timer"]));
  const shown = bubble;
  bubble.dataset["timer"] = String(window.setTimeout(() => (shown.hidden = true), 3000));
}

/** The browser's storage, which may be forbidden or full: then nothing is kept and nothing breaks. */
export const memory = {
  read(key: string): string | null {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  keep(key: string, value: string): void {
    try {
      window.localStorage.setItem(key, value);
    } catch {
      // A full or forbidden storage only costs the crash copy; the server copy still goes out.
    }
  },
  forget(key: string): void {
    try {
      window.localStorage.removeItem(key);
    } catch {
      // Forbidden storage holds nothing to forget.
    }
  },
};

/** The hour and minute now, as people write them. */
export function clockTime(at: Date = new Date()): string {
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(target.type))
  );
}
