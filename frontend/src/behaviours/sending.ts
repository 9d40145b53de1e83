/**
 * A form is sent once: while it is on its way its buttons are grey. The hidden key makes a repeat harmless
 * anyway; this only spares people the doubt. A button that only fetches a file (`data-download`) stays ready,
 * for the page stays too. And a page with unsent text asks before it is left.
 */

const PATIENCE = 20000;

export function watchSending(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset["sending"]) {
      event.preventDefault();
      return;
    }
    if (event.submitter?.hasAttribute("data-download")) return;
    delete form.dataset["unsaved"];
    form.dataset["sending"] = "true";
    // After this turn, so that the pressed button's own name and value still travel.
    window.setTimeout(() => grey(form, true), 0);
    window.setTimeout(() => grey(form, false), PATIENCE);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sending]")) grey(form, false);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form) grey(form, false);
  });
}

function grey(form: HTMLFormElement, isSending: boolean): void {
  if (!isSending) delete form.dataset["sending"];
  form.toggleAttribute("aria-busy", isSending);
  for (const button of form.querySelectorAll<HTMLButtonElement>("button:not([type='button'])")) {
    button.disabled = isSending;
    button.classList.toggle("is-sending", isSending);
  }
}

/** form[data-behaviour~=leave]: what is typed and not yet kept anywhere is not left behind unasked. */
export function leave(form: HTMLElement): void {
  form.addEventListener("input", () => (form.dataset["unsaved"] = "true"));
  window.addEventListener("beforeunload", (event) => {
    if (form.isConnected && form.dataset["unsaved"]) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
}
