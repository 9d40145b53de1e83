"""The tags that pages use: icons, built files, dates, sums and lights in the reader's language.

Each tag is a thin door to `rendering`, so that a cell made in a template and one made in a hot list are the
same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from touyan.foundation.calendar.weekdays import moment_words
from touyan.foundation.web import icons, rendering
from touyan.foundation.web.manifest import built_files
from touyan.foundation.web.rendering import Html, Lang

register = template.Library()

THEMES = ("auto", "light", "dark")
TYPE_SIZES = ("normal", "large")


def page_language() -> Lang:
    """Return the language of the page being made; everything that is not English is Chinese."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"


@dataclass(frozen=True, slots=True)
class Look:
    """How this reader wants pages: cookies `theme` and `type_size`, unknown values count as the default."""

    theme: str
    type_size: str
    is_chinese: bool


def _look(context: template.Context) -> Look:
    request = context.get("request")
    cookies = getattr(request, "COOKIES", {})
    theme, size = cookies.get("theme"), cookies.get("type_size")
    return Look(
        theme=theme if theme in THEMES else "auto",
        type_size=size if size in TYPE_SIZES else "normal",
        is_chinese=page_language() == "zh",
    )


@register.simple_tag(takes_context=True)
def look(context: template.Context) -> SafeString:
    """Write the attributes of `<html>`: language, theme and type size."""
    chosen = _look(context)
    lang = "zh-CN" if chosen.is_chinese else "en"
    return format_html('lang="{}" data-theme="{}" data-type="{}"', lang, chosen.theme, chosen.type_size)


@register.simple_tag(takes_context=True)
def look_choice(context: template.Context) -> Look:
    """Return the reader's choice, for the switches in the menu: `{% look_choice as chosen %}`."""
    return _look(context)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Show an icon; with a label it is an image of that name, without one decoration."""
    return icons.icon(name, label)


@register.simple_tag
def vite(entry: str) -> SafeString:
    """Load the styles and the script of a front-end entry, e.g. `src/main.ts`; nothing when not built."""
    files = built_files(entry)
    styles = format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(path),) for path in files.styles)
    )
    chunks = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((static(path),) for path in files.chunks)
    )
    script = (
        format_html('<script type="module" src="{}"></script>', static(files.script)) if files.script else ""
    )
    return SafeString(f"{styles}{chunks}{script}")


@register.simple_tag
def day(on: date | datetime | None, *, year: bool = False) -> Html:
    """Show a date: 6月8日 周一 / Mon 8 Jun."""
    return rendering.day(on, page_language(), year=year)


@register.filter
def moment(at: datetime | None) -> str:
    """A date with its time of day: `{{ version.submitted_at|moment }}` is 2026年6月8日 09:05."""
    return moment_words(at, page_language()) if at else ""


@register.simple_tag
def due(on: date | None, today: date, workdays_left: int) -> Html:
    """Say the working days left and the date: 还剩 3 个工作日（6月11日 周四）."""
    return rendering.due(on, today, workdays_left, page_language())


@register.simple_tag
def money(fen: int | None) -> Html:
    """Show a sum given in fen: 7,400 万元, the exact sum on hover."""
    return rendering.money(fen, page_language())


@register.simple_tag
def light(code: str) -> Html:
    """Show a light by its code: green, yellow, orange, red, blue, none."""
    return rendering.light(code, page_language())


@register.simple_tag
def percent(part: int, whole: int) -> Html:
    """Show a share with its base: 98.3% 118/120."""
    return rendering.percent(part, whole)


@register.simple_tag
def bar(done: int, planned: int | None = None) -> Html:
    """Draw progress as a bar, with a tick where the plan should be today."""
    return rendering.bar(done, planned, page_language())


@register.simple_tag(takes_context=True)
def component(context: template.Context, which: str, /, **values: Any) -> SafeString:
    """Render a component with exactly the values given: `{% component "button" label=_("提交申报") kind="primary" %}`.

    Nothing of the page leaks into it (an `error` of the page is not the error of every field), except what
    forms and links need: the request and its token.
    """
    engine = context.template.engine if context.template is not None else template.Engine.get_default()
    kept = {key: context[key] for key in ("request", "csrf_token") if key in context}
    inner = template.Context({**kept, **values}, autoescape=context.autoescape)
    return engine.get_template(f"components/{which}.html").render(inner)


@register.filter
def is_one_word(cell: object) -> bool:
    """Whether a cell must not be broken: a name, a number, a date."""
    text = str(cell)
    return len(text) <= 4 or (text[-1:] == "日" and text[:1].isdigit()) or text.isascii()


@register.filter
def get(mapping: dict[str, Any] | None, key: str) -> object:
    """Return the value under a key, or nothing: a form's value or error by field name."""
    return (mapping or {}).get(key, "")
