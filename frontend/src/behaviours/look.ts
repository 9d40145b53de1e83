/** Theme and type size change at once; the same form posts them where there is no script. */

const YEAR = 365 * 24 * 3600;
const ATTRIBUTES: Record<string, string> = { theme: "data-theme", type_size: "data-type" };

export function look(form: HTMLElement): void {
  form.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const attribute = button ? ATTRIBUTES[button.name] : undefined;
    if (!button || !attribute) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${button.name}=${button.value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
    document.documentElement.setAttribute(attribute, button.value);
    for (const each of form.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each === button));
  });
}
