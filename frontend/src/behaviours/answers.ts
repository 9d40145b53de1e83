/** A fragment that could not be fetched: the server's reasons appear above the page, and nothing typed is lost. */

import { word } from "./page";

export function watchAnswers(): void {
  document.addEventListener("htmx:responseError", (event) => show(reasonsOf(textOf(event))));
  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(kind, () => show([word("offline")]));
  }
}

function textOf(event: Event): string {
  const detail: unknown = event instanceof CustomEvent ? event.detail : null;
  if (typeof detail !== "object" || detail === null || !("xhr" in detail)) return "";
  return detail.xhr instanceof XMLHttpRequest ? detail.xhr.responseText : "";
}

/** The title and the reasons of the answer page, as plain text. */
function reasonsOf(page: string): string[] {
  const read = new DOMParser().parseFromString(page, "text/html");
  const found = [...read.querySelectorAll("main h1, main li")].map((part) => part.textContent?.trim() ?? "");
  const said = found.filter((text) => text !== "");
  return said.length > 0 ? said : [word("failed")];
}

function show(sentences: string[]): void {
  const place = document.getElementById("messages");
  if (!place) return;
  const notice = document.createElement("div");
  notice.className = "notice notice-error";
  const words = document.createElement("div");
  for (const sentence of sentences) {
    const line = document.createElement("p");
    line.textContent = sentence;
    words.append(line);
  }
  notice.append(words);
  place.textContent = "";
  place.append(notice);
  place.scrollIntoView({ block: "nearest" });
}
