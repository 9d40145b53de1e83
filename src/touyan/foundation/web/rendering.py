"""Rows, cells and badges as strings, for lists too long for a template.

A template costs about 24 µs a row, these functions about 2 (performance.md, "What follows for us", 2). The price of speed
is that nothing escapes by itself any more, so there is exactly one escaping function, `esc`, and one way to
write a row, `RowPattern`, in which every field is escaped unless its pattern says `:html` - and such a field
accepts nothing but text already known to be safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from string import Formatter
from typing import Literal

from django.utils.safestring import SafeString

Lang = Literal["zh", "en"]
Html = SafeString
NOTHING = SafeString('<span class="soft">—</span>')

LIGHTS: dict[str, tuple[str, str, str, str]] = {
    "green": ("good", "●", "正常", "On track"),
    "yellow": ("warn", "▲", "滞后", "Behind"),
    "orange": ("warn", "◆", "较重滞后", "Well behind"),
    "red": ("late", "■", "严重滞后", "Far behind"),
    "blue": ("calm", "○", "临期", "Due soon"),
    "none": ("none", "◇", "未开始", "Not started"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WAN = 10_000 * 100
_YI = 100_000_000 * 100


def esc(value: object) -> str:
    """Text made safe between tags and inside quoted attributes; `None` becomes nothing.

    The only escaping helper of the product: whoever audits it has audited every hot list. Text that is
    already safe (`SafeString`) is escaped too: trust is declared in a pattern, never guessed.
    """
    if value is None:
        return ""
    text = value if value.__class__ is str else str.__str__(value) if isinstance(value, str) else str(value)
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        text = text.replace('"', "&quot;").replace("'", "&#x27;")
    return text


class RowPattern:
    """A row's HTML with named fields, compiled once: `RowPattern("<tr><td>{title}<td>{light:html}<td>{n:figure}")`.

    `{name}` takes a `str` and is escaped, `{name:html}` takes only `SafeString`, `{name:figure}` only `int`.
    Values are given in the order of the fields. A wrong type raises `TypeError`: an unsafe row is never made.
    """

    __slots__ = ("_figures", "_format", "_html", "_kinds", "_texts", "fields")

    def __init__(self, pattern: str) -> None:
        kinds: list[str] = []
        names: list[str] = []
        form = ""
        for literal, name, kind, _ in Formatter().parse(pattern):
            form += literal.replace("%", "%%")
            if name is not None:
                if kind not in ("", "html", "figure"):
                    raise ValueError(f"field {name!r} has the unknown kind {kind!r}")
                names.append(name)
                kinds.append(kind or "text")
                form += "%s"
        self.fields = tuple(names)
        self._kinds = tuple(kinds)
        self._format = form
        self._html = tuple(i for i, kind in enumerate(kinds) if kind == "html")
        self._figures = tuple(i for i, kind in enumerate(kinds) if kind == "figure")
        texts = [i for i, kind in enumerate(kinds) if kind == "text"]
        self._texts = itemgetter(*texts, *texts[:1]) if texts else None

    def row(self, *values: str | int) -> Html:
        """One row. Raises `TypeError` when a value is missing, superfluous or of the wrong type."""
        return SafeString(self._fill(values))

    def rows(self, table: Iterable[tuple[str | int, ...]]) -> Html:
        """Many rows in one string."""
        return SafeString("".join(map(self._fill, table)))

    def _fill(self, values: tuple[str | int, ...]) -> str:
        if len(values) != len(self.fields):
            raise TypeError(f"{len(values)} values for the {len(self.fields)} fields {self.fields}")
        for index in self._html:
            if values[index].__class__ is not SafeString:
                raise TypeError(f"field {self.fields[index]!r} takes only safe HTML")
        for index in self._figures:
            if values[index].__class__ is not int:
                raise TypeError(f"field {self.fields[index]!r} takes only a whole number")
        if self._texts is not None:
            # One look over all texts of the row is much cheaper than one look each: most rows are clean.
            text = "".join(self._texts(values))
            if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
                values = tuple(
                    esc(value) if kind == "text" else value
                    for kind, value in zip(self._kinds, values, strict=True)
                )
        return self._format % values


def link(url: str, text: str) -> Html:
    """Link to a page of ours or an http(s) address; any other scheme (`javascript:`) raises `ValueError`."""
    if not url.startswith(("/", "#", "?", "https://", "http://")) or url.startswith(("//", "/\\")):
        raise ValueError(f"not an address to link to: {url!r}")
    return SafeString(f'<a href="{esc(url)}">{esc(text)}</a>')


def chip(text: str, tone: Literal["", "good", "warn", "late", "calm", "none"] = "") -> Html:
    """Show a status as a small framed word; the tone only adds to what the word already says."""
    return SafeString(f'<span class="chip{f" chip-{tone}" if tone else ""}">{esc(text)}</span>')


def light(code: str, lang: Lang = "zh") -> Html:
    """Show a light as shape, word and colour, so that grey print and colour-blind eyes lose nothing.

    Codes: green, yellow, orange, red, blue, none; any other raises `KeyError`.
    """
    return _BADGES[lang][code]


def _badge(tone: str, shape: str, word: str) -> Html:
    return SafeString(
        f'<span class="light light-{tone}"><span class="light-shape" aria-hidden="true">{shape}</span>{word}</span>'
    )


_BADGES: dict[Lang, dict[str, Html]] = {
    "zh": {code: _badge(tone, shape, zh) for code, (tone, shape, zh, _) in LIGHTS.items()},
    "en": {code: _badge(tone, shape, en) for code, (tone, shape, _, en) in LIGHTS.items()},
}


def day_text(on: date, lang: Lang = "zh", *, year: bool = False) -> str:
    """6月8日 周一 / Mon 8 Jun; with the year where it is not the running one."""
    if lang == "zh":
        head = f"{on.year}年" if year else ""
        return f"{head}{on.month}月{on.day}日 周{'一二三四五六日'[on.weekday()]}"
    tail = f" {on.year}" if year else ""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}{tail}"


def day(on: date | None, lang: Lang = "zh", *, year: bool = False) -> Html:
    """Show a date in words with its machine form; a dash where there is none."""
    if on is None:
        return NOTHING
    return SafeString(f'<time class="keep" datetime="{on:%Y-%m-%d}">{day_text(on, lang, year=year)}</time>')


def due(on: date | None, today: date, workdays_left: int, lang: Lang = "zh") -> Html:
    """Say how long there is still: working days first, the date behind (design.md, "Dates and numbers").

    `workdays_left` counts the working days after `today` up to and including `on`; negative = overdue by so
    many. `on=None` is a standing task. Counting is the calendar's work, not this function's.
    """
    if on is None:
        return SafeString(f'<span class="due">{"长期" if lang == "zh" else "Standing"}</span>')
    overdue = on < today
    tone = " due-late" if overdue else " due-soon" if workdays_left <= 3 else ""
    words, when = (_due_zh if lang == "zh" else _due_en)(on, today, workdays_left)
    shape = '<span aria-hidden="true">■ </span>' if overdue else ""
    return SafeString(
        f'<time class="due{tone}" datetime="{on:%Y-%m-%d}"><span>{shape}{words}</span>'
        f'<span class="due-day">{when}</span></time>'
    )


def _due_zh(on: date, today: date, left: int) -> tuple[str, str]:
    when = day_text(on, year=on.year != today.year)
    if on < today:
        return f"已超期 {-left} 个工作日" if left < 0 else "已过期", f"（应于 {when}）"
    if on == today:
        return "今天到期", f"（{when}）"
    return f"还剩 {left} 个工作日" if left > 0 else "下个工作日之前到期", f"（{when}）"


def _due_en(on: date, today: date, left: int) -> tuple[str, str]:
    when = day_text(on, "en", year=on.year != today.year)
    days = f"{abs(left)} working day{'' if abs(left) == 1 else 's'}"
    if on < today:
        return f"{days} overdue" if left < 0 else "Past due", f" (was due {when})"
    if on == today:
        return "Due today", f" ({when})"
    return f"{days} left" if left > 0 else "Due before the next working day", f" ({when})"


def money_text(fen: int, lang: Lang = "zh") -> str:
    """Say a sum for reading: 7,400 万元, 1.2 亿元, 850.50 元; rounded half up to two decimals of the unit."""
    if lang == "en":
        return f"CNY {_decimals(abs(fen), 100, fen < 0)}"
    if abs(fen) >= _YI:
        return f"{_decimals(abs(fen), _YI, fen < 0)} 亿元"
    if abs(fen) >= _WAN:
        return f"{_decimals(abs(fen), _WAN, fen < 0)} 万元"
    return f"{_decimals(abs(fen), 100, fen < 0)} 元"


def _decimals(amount: int, unit: int, is_negative: bool) -> str:
    hundredths = (amount * 200 + unit) // (2 * unit)
    whole, rest = divmod(hundredths, 100)
    tail = f".{rest:02d}".rstrip("0") if unit != 100 and rest else f".{rest:02d}" if rest else ""
    return f"{'−' if is_negative else ''}{whole:,}{tail}"


def money(fen: int | None, lang: Lang = "zh") -> Html:
    """Show a sum in its handy unit, the exact sum in fen's precision on hover and for machines."""
    if fen is None:
        return NOTHING
    yuan, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    exact = f"{sign}{yuan:,}.{rest:02d} {'元' if lang == 'zh' else 'yuan'}"
    return SafeString(
        f'<data class="money keep" value="{sign}{yuan}.{rest:02d}" title="{exact}">{money_text(fen, lang)}</data>'
    )


def percent(part: int, whole: int) -> Html:
    """Show a share with its base: 98.3% (118/120), rounded half up to a tenth; without a base a dash, never 0 %."""
    if whole <= 0:
        return NOTHING
    tenths = (part * 2000 + whole) // (2 * whole)
    head, rest = divmod(tenths, 10)
    share = f"{head}.{rest}" if rest else str(head)
    return SafeString(
        f'<span class="keep figures">{share}% <span class="soft">{int(part)}/{int(whole)}</span></span>'
    )


def bar(done: int, planned: int | None = None, lang: Lang = "zh") -> Html:
    """Draw progress in percent (0-100) as a bar, with a tick where the plan should be today.

    Drawn with SVG attributes because the page allows no inline style.
    """
    done = max(0, min(100, done))
    label = f"完成 {done}%" if lang == "zh" else f"{done}% done"
    tick = ""
    if planned is not None:
        planned = max(0, min(100, planned))
        label += f"，序时应为 {planned}%" if lang == "zh" else f", {planned}% planned"
        tick = f'<rect class="bar-plan" x="{max(0, planned - 1)}" width="2" height="10"/>'
    return SafeString(
        f'<span class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f'<rect class="bar-all" y="2" width="100" height="6"/><rect class="bar-done" y="2" width="{done}" height="6"/>'
        f'{tick}</svg><span class="figures">{done}%</span></span>'
    )
