/**
 * A judge's sheet: a slider beside each mark, the sum as one types, keys that move a mark by one step.
 *
 * form[data-island=scoresheet][data-step] holds number inputs [data-mark] and a place [data-sum]. Without this the
 * number inputs alone do everything; nothing is ever sent from here.
 */

export function mount(form: HTMLElement): void {
  const inputs = [...form.querySelectorAll<HTMLInputElement>("input[data-mark]")];
  const sum = form.querySelector<HTMLElement>("[data-sum]");
  const step = form.dataset["step"] ?? "0.5";
  const decimals = (step.split(".")[1] ?? "").length;

  function total(): void {
    if (!sum) return;
    const given = inputs.filter((input) => input.value !== "" && Number.isFinite(Number(input.value)));
    const value = given.reduce((before, input) => before + Number(input.value), 0);
    sum.textContent = given.length === inputs.length ? value.toFixed(decimals) : given.length ? `${value.toFixed(decimals)}…` : "—";
  }

  for (const input of inputs) {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = input.min;
    slider.max = input.max;
    slider.step = step;
    slider.value = input.value || "0";
    slider.setAttribute("aria-hidden", "true");
    slider.tabIndex = -1;
    slider.addEventListener("input", () => {
      input.value = slider.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    input.addEventListener("input", () => {
      slider.value = input.value || "0";
      total();
    });
    input.addEventListener("keydown", (event) => next(event, input));
    input.parentElement?.append(slider);
  }

  /** Enter goes on to the next mark instead of handing the sheet in by accident. */
  function next(event: KeyboardEvent, input: HTMLInputElement): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const following = inputs[inputs.indexOf(input) + 1];
    (following ?? form.querySelector<HTMLElement>("textarea"))?.focus();
    following?.select();
  }

  form.addEventListener("touyan:filled", total);
  total();
}
