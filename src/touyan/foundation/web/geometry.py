"""The one place that knows where a bar stands: a Gantt chart as SVG for the screen, for print and for the wall.

Bars of a kind are one path, not one element each: a row costs about 0.15 kB and a handful of calls (performance.md,
"What follows for us", 2). Nothing is told by colour alone: the critical chain is outlined, what is behind is hatched,
milestones are diamonds, and the same rows stand in a table below. Values in, text out: no database, no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.safestring import SafeString

from touyan.foundation.web.rendering import LIGHTS, Html, Lang, RowPattern, esc

ROW, HEAD, BAR = 28, 40, 14
LEAST_WIDTH, LEAST_DAY, MOST_DAY = 640, 2.2, 14.0
SHEETS: dict[str, tuple[int, int]] = {"A3": (1587, 1123), "A4": (1123, 794)}
"""Landscape sheets in CSS pixels (96 a inch)."""
MARGIN, TOP, FOOT, SHEET_ROW, TALLEST = 38, 132, 84, 26, 46
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Spans = Sequence[tuple[date, date]]


class Bar(NamedTuple):
    """One row. `slack` is the room before or behind it, `promised` where the frozen plan had it (None = the same).

    `light` is a code of `rendering.LIGHTS` or "done"; `cells` are further columns of the wall chart; progress in percent.
    """

    label: str
    url: str
    start: date
    finish: date
    progress: int = 0
    is_critical: bool = False
    is_milestone: bool = False
    slack: tuple[date, date] | None = None
    promised: tuple[date, date] | None = None
    light: str = "none"
    cells: tuple[str, ...] = ()


class Arrow(NamedTuple):
    """A link from one row to another, by row index; FS, SS, FF or SF."""

    source: int
    target: int
    type: str = "FS"


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a chart shows. `off` are runs of days without work, both ends included."""

    bars: Sequence[Bar]
    first: date
    last: date
    today: date
    off: Spans = ()
    arrows: Sequence[Arrow] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a wall chart says around its rows: title, lines below it, headings with widths, legend and foot."""

    title: str
    lines: Sequence[str] = ()
    headings: Sequence[tuple[str, int]] = ()
    legend: Sequence[tuple[str, str]] = ()
    foot: Sequence[str] = ()
    paper: str = "A3"


@dataclass
class Paths:
    """The paths of a drawing by class, collected row by row."""

    by: dict[str, list[str]] = field(default_factory=dict)

    def of(self, name: str) -> Callable[[str], None]:
        """The function that adds to one class."""
        return self.by.setdefault(name, []).append

    def svg(self, *names: str) -> str:
        """The elements, in the order named; empty ones are left out."""
        return "".join(f'<path class="g-{n}" d="{"".join(self.by[n])}"/>' for n in names if self.by.get(n))


def days_off(is_workday: Callable[[date], bool], first: date, last: date) -> list[tuple[date, date]]:
    """Runs of days without work between two days: weekends and holidays, made-up working days left out."""
    runs: list[tuple[date, date]] = []
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        if is_workday(day):
            continue
        if runs and (day - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def day_width(first: date, last: date, width: int = LEAST_WIDTH) -> float:
    """Pixels a day: the width shared by the days, never under what an eye can tell apart."""
    return min(MOST_DAY, max(LEAST_DAY, width / ((last - first).days + 1)))


def drawing(chart: Chart, width: int = LEAST_WIDTH, lang: Lang = "zh") -> Html:
    """The chart for the screen: an SVG of its natural size, rows of 28 px that stand beside `names`."""
    scale = day_width(chart.first, chart.last, width)
    wide = round(((chart.last - chart.first).days + 1) * scale)
    high = HEAD + ROW * len(chart.bars)
    body = _body(chart, range(len(chart.bars)), scale, wide, ROW, lang)
    # Room on the right for the dates behind the last bars.
    return SafeString(
        f'<svg class="gantt-chart" width="{wide + 56}" height="{high}" viewBox="0 0 {wide + 56} {high}" role="img" '
        f'aria-label="{esc(chart.label)}">{_hatch()}{body}</svg>'
    )


_NAME = RowPattern('<li><a href="{url}"><i class="g-{light}">{shape}</i>{label}</a></li>')


def names(chart: Chart) -> Html:
    """The rows' names for the screen: they stay in sight while the chart scrolls under them."""
    return _NAME.rows((bar.url, bar.light, shape_of(bar.light), bar.label) for bar in chart.bars)


def shape_of(light: str) -> str:
    """The sign of a light; a tick where it is done."""
    return "✓" if light == "done" else LIGHTS[light][1]


def sheets(chart: Chart, sheet: Sheet, lang: Lang = "zh", style: str = "") -> list[Html]:
    """The wall chart, one SVG a page: title, columns, the same chart, legend, foot. `style` makes it stand alone."""
    wide, high = SHEETS[sheet.paper]
    room = high - 2 * MARGIN - TOP - FOOT
    fit = max(1, room // SHEET_ROW)
    row = min(TALLEST, max(SHEET_ROW, room // max(len(chart.bars), 1)))
    count = max(1, -(-len(chart.bars) // fit))
    left = MARGIN + sum(width for _, width in sheet.headings)
    inner = wide - MARGIN - left - 48
    scale = inner / ((chart.last - chart.first).days + 1)
    made = []
    for page in range(count):
        rows = range(page * fit, min((page + 1) * fit, len(chart.bars)))
        made.append(
            SafeString(
                f'<svg xmlns="http://www.w3.org/2000/svg" class="wall-sheet" viewBox="0 0 {wide} {high}" role="img" '
                f'aria-label="{esc(sheet.title)}">{f"<style>{style}</style>" if style else ""}{_hatch()}'
                f"{_frame(sheet, (page + 1, count), (wide, high))}{_columns(chart, sheet, rows, row)}"
                f'<g transform="translate({left} {MARGIN + TOP - HEAD})">{_body(chart, rows, scale, round(inner), row, lang)}</g></svg>'
            )
        )
    return made


def _hatch() -> str:
    return (
        '<defs><pattern id="g-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="g-stripe" d="M0 0v5"/></pattern></defs>'
    )


def _body(chart: Chart, rows: range, scale: float, wide: int, row: int, lang: Lang) -> str:
    """The drawing of some rows, its top left corner at the origin."""
    zero, high = chart.first.toordinal(), HEAD + row * len(rows)
    paths, texts = Paths(), []
    for place, index in enumerate(rows):
        texts.append(_bar(chart.bars[index], HEAD + place * row + row // 2, zero, scale, chart.today, paths))
    line = paths.of("row")
    for place in range(len(rows) + 1):
        line(f"M0 {HEAD + place * row}H{wide}")
    off = paths.of("off")
    for first, last in chart.off:
        x = round((first.toordinal() - zero) * scale)
        off(f"M{x} {HEAD}h{max(1, round((last.toordinal() + 1 - zero) * scale) - x)}V{high}H{x}z")
    _arrows(chart, rows, row, zero, scale, paths)
    return (
        f"{paths.svg('off', 'row')}{''.join(_months(chart, scale, high, lang))}"
        f"{paths.svg('slack', 'bar', 'critical', 'done', 'behind', 'mark', 'keymark', 'promised', 'link', 'head')}"
        f'{_today(chart, zero, scale, high, lang)}<g class="g-ends">{"".join(texts)}</g>'
    )


def _bar(bar: Bar, middle: int, zero: int, scale: float, today: date, paths: Paths) -> str:
    """Draw one row into the paths; answers with the text behind it: its finish and how far it is."""
    left, end = (
        round((bar.start.toordinal() - zero) * scale),
        round((bar.finish.toordinal() + 1 - zero) * scale),
    )
    top, wide = middle - BAR // 2, max(2, end - left)
    if bar.slack is not None:
        a, b = (round((day.toordinal() - zero) * scale) for day in bar.slack)
        paths.of("slack")(f"M{a} {middle}H{b}M{a} {middle - 4}v8")
    if bar.promised is not None:
        a, b = (
            round((bar.promised[0].toordinal() - zero) * scale),
            round((bar.promised[1].toordinal() + 1 - zero) * scale),
        )
        paths.of("promised")(f"M{a} {middle + 10}H{b}")
    if bar.is_milestone:
        paths.of("keymark" if bar.is_critical else "mark")(f"M{end} {middle - 8}l8 8-8 8-8-8z")
    if not bar.is_milestone or wide > scale * 1.5:
        paths.of("critical" if bar.is_critical else "bar")(f"M{left} {top}h{wide}v{BAR}h-{wide}z")
        done = wide * bar.progress // 100
        if done:
            paths.of("done")(f"M{left} {middle - 2}h{done}v4h-{done}z")
        late = min(round((today.toordinal() + 1 - zero) * scale), left + wide) - left - done
        if late > 1 and bar.light not in ("done", "green", "none", "blue"):
            paths.of("behind")(f"M{left + done} {top}h{late}v{BAR}h-{late}z")
    tail = f" {bar.progress}%" if bar.progress else ""
    return f'<text x="{end + (12 if bar.is_milestone else 5)}" y="{middle + 4}">{bar.finish.month}/{bar.finish.day}{tail}</text>'


def _months(chart: Chart, scale: float, high: int, lang: Lang) -> Iterator[str]:
    """The scale: a line and a word for each month, a stroke for each Monday where there is room."""
    zero, day = chart.first.toordinal(), chart.first
    lines, words, weeks = [], [], []
    mark = (chart.today.toordinal() - zero) * scale if chart.first <= chart.today <= chart.last else -99.0
    is_named = True
    while day <= chart.last:
        after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        x = round((day.toordinal() - zero) * scale)
        lines.append(f"M{x} 0V{high}")
        room = (min(after, chart.last).toordinal() - day.toordinal()) * scale
        is_named = is_named or day.month == 1
        if room > 26:
            word = f"{day.month}月" if lang == "zh" else _MONTHS[day.month - 1]
            if is_named and room > 48:  # the year waits for the first month with room for it
                full = f"{day.year}年{word}" if lang == "zh" else f"{word} {day.year}"
                word, is_named = (full if room > 74 else f"{day.year}.{day.month}"), False
            words.append(f'<text x="{x + 4}" y="15">{word}</text>')
        day = after
    if scale >= LEAST_DAY:
        monday = zero + (-chart.first.weekday()) % 7
        for number in range(monday, chart.last.toordinal() + 1, 7):
            x = round((number - zero) * scale)
            weeks.append(f"M{x} {HEAD - 6}v6")
            if scale >= 4 and abs(x - mark) > 18:
                words.append(
                    f'<text class="g-week" x="{x + 2}" y="{HEAD - 8}">{date.fromordinal(number).day}</text>'
                )
    yield f'<path class="g-week" d="{"".join(weeks)}"/><path class="g-month" d="{"".join(lines)}"/><g class="g-months">{"".join(words)}</g>'


def _arrows(chart: Chart, rows: range, row: int, zero: int, scale: float, paths: Paths) -> None:
    """Links as elbows: out of the end or the beginning of one row, down its gap, into the other."""
    line, head = paths.of("link"), paths.of("head")
    for source, target, kind in chart.arrows:
        if source not in rows or target not in rows:
            continue
        one, other = chart.bars[source], chart.bars[target]
        a = round(((one.finish.toordinal() + 1 if kind[0] == "F" else one.start.toordinal()) - zero) * scale)
        b = round(
            ((other.finish.toordinal() + 1 if kind[1] == "F" else other.start.toordinal()) - zero) * scale
        )
        y1 = HEAD + (source - rows[0]) * row + row // 2
        y2 = HEAD + (target - rows[0]) * row + row // 2
        into = 1 if kind[1] == "S" else -1
        out = 5 if kind[0] == "F" else -5
        gap = y2 - (row // 2 if y2 > y1 else -row // 2)
        line(f"M{a} {y1}h{out}V{gap}H{b - 7 * into}V{y2}h{3 * into}")
        head(f"M{b} {y2}l{-5 * into}-3v6z")


def _today(chart: Chart, zero: int, scale: float, high: int, lang: Lang) -> str:
    if not chart.first <= chart.today <= chart.last:
        return ""
    x = round((chart.today.toordinal() + 0.5 - zero) * scale)
    word = "今天" if lang == "zh" else "Today"
    return f'<path class="g-today" d="M{x} 33V{high}"/><text class="g-today" x="{x}" y="31">{word}</text>'


def _frame(sheet: Sheet, page: tuple[int, int], size: tuple[int, int]) -> str:
    """Title, lines, legend and foot of a wall chart."""
    wide, high = size
    texts = [f'<text class="w-title" x="{wide // 2}" y="{MARGIN + 26}">{esc(sheet.title)}</text>']
    texts += [
        f'<text class="w-line" x="{MARGIN}" y="{MARGIN + 50 + 18 * i}">{esc(line)}</text>'
        for i, line in enumerate(sheet.lines)
    ]
    y, x = high - MARGIN - 52, MARGIN
    for kind, word in sheet.legend:
        texts.append(f'{_sample(kind, x, y)}<text class="w-line" x="{x + 34}" y="{y + 4}">{esc(word)}</text>')
        x += 50 + 13 * len(word)
    texts += [
        f'<text class="w-line" x="{MARGIN}" y="{high - MARGIN - 26 + 18 * i}">{esc(line)}</text>'
        for i, line in enumerate(sheet.foot)
    ]
    if page[1] > 1:
        texts.append(
            f'<text class="w-page" x="{wide - MARGIN}" y="{high - MARGIN - 8}">{page[0]} / {page[1]}</text>'
        )
    return "".join(texts)


def _sample(kind: str, x: int, y: int) -> str:
    """A small drawing of what a legend's word means."""
    shapes = {
        "today": f"M{x + 14} {y - 8}v16",
        "slack": f"M{x} {y}h28M{x} {y - 4}v8",
        "promised": f"M{x} {y + 4}h28",
        "mark": f"M{x + 14} {y - 8}l8 8-8 8-8-8z",
        "link": f"M{x} {y - 5}h6v10h16",
        "done": f"M{x} {y - 2}h28v4h-28z",
    }
    return f'<path class="g-{kind}" d="{shapes.get(kind, f"M{x} {y - 7}h28v14h-28z")}"/>'


def _columns(chart: Chart, sheet: Sheet, rows: range, row: int) -> str:
    """The words beside the chart, cut to their column, and the rules between the rows."""
    y, texts, lines = MARGIN + TOP, [], []
    edges = [MARGIN]
    for heading, width in sheet.headings:
        texts.append(f'<text class="w-head" x="{edges[-1] + 4}" y="{y - 8}">{esc(heading)}</text>')
        edges.append(edges[-1] + width)
    for place, index in enumerate(rows):
        base = y + place * row + row // 2 + 5
        for cell, left, (_, width) in zip(chart.bars[index].cells, edges, sheet.headings, strict=False):
            texts.append(f'<text x="{left + 4}" y="{base}">{esc(shortened(cell, (width - 6) // 7))}</text>')
    bottom = y + row * len(rows)
    lines += [f"M{MARGIN} {y + row * i}H{edges[-1]}" for i in range(len(rows) + 1)]
    lines += [f"M{edge} {y - 24}V{bottom}" for edge in edges]
    return f'<path class="w-rule" d="{"".join(lines)}"/><g class="w-cells">{"".join(texts)}</g>'


def shortened(text: str, halves: int) -> str:
    """A text cut to a width counted in half characters (a Chinese sign is two), with an ellipsis where it is cut."""
    used = 0
    for place, char in enumerate(text):
        used += 1 if ord(char) < 0x2E80 else 2
        if used > halves:
            return text[: max(place - 1, 1)] + "…"
    return text
