/** Links that open a question in place (`data-opens`); without script they lead to the same question as a page. */

export function watchDialogs(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest<HTMLElement>("[data-opens]");
    const dialog = opener ? document.getElementById(opener.dataset["opens"] ?? "") : null;
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.target.closest("[data-closes]")) {
      const open = event.target.closest("dialog");
      if (open) open.close();
      else history.back();
    } else if (event.target instanceof HTMLDialogElement && event.target.open) {
      closeOutside(event.target, event);
    }
  });
}

/** A click on the shade around a dialog closes it, unless something was typed into it. */
function closeOutside(dialog: HTMLDialogElement, event: MouseEvent): void {
  const frame = dialog.getBoundingClientRect();
  const isInside =
    event.clientX >= frame.left && event.clientX <= frame.right && event.clientY >= frame.top && event.clientY <= frame.bottom;
  const isTyped = [...dialog.querySelectorAll("textarea")].some((field) => field.value !== "");
  if (!isInside && !isTyped) dialog.close();
}
