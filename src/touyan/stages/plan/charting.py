"""Lines of a plan as a chart: on the screen with names beside it, on the wall with owners, dates and signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from touyan.core.workdays import Calendar
from touyan.foundation.web.geometry import Arrow, Bar, Chart, Sheet, days_off, shape_of
from touyan.foundation.web.rendering import LIGHTS, Lang
from touyan.stages.plan.lines import Line

HEADINGS: tuple[tuple[str, str, int], ...] = (
    ("序号", "No.", 42),
    ("任务", "Task", 290),
    ("责任人", "Owner", 92),
    ("完成时限", "Due", 96),
    ("状态", "State", 92),
)
LEGEND: tuple[tuple[str, str, str], ...] = (
    ("bar", "计划", "Plan"),
    ("critical", "关键任务（拖一天，整个项目就晚一天）", "Critical: a day late makes the whole late"),
    ("done", "已完成部分", "Done"),
    ("behind", "落后序时的部分", "Behind"),
    ("slack", "可提前的余地", "Room"),
    ("mark", "里程碑", "Milestone"),
    ("off", "休息日", "Days off"),
    ("today", "今天", "Today"),
)


def legend(lang: Lang) -> list[tuple[str, str]]:
    """The signs of a chart and their words."""
    return [(kind, en if lang == "en" else zh) for kind, zh, en in LEGEND]


def state_word(light: str, lang: Lang) -> str:
    """A light as sign and word, a tick where the task is accepted."""
    if light == "done":
        return "✓ 已验收" if lang == "zh" else "✓ Accepted"
    return f"{shape_of(light)} {LIGHTS[light][3 if lang == 'en' else 2]}"


def _bar(line: Line, lang: Lang) -> Bar:
    assert line.start is not None
    assert line.finish is not None
    room = None
    if line.early_start is not None and line.early_start < line.start:
        room = (line.early_start, line.start)
    elif line.late_finish is not None and line.late_finish > line.finish:
        room = (line.finish, line.late_finish)
    return Bar(
        label=f"{line.number}. {line.name}",
        url=f"#task-{line.number}",
        start=line.start,
        finish=line.finish,
        progress=line.progress,
        is_critical=line.is_critical,
        is_milestone=line.is_milestone,
        slack=room,
        light=line.light,
        cells=(
            str(line.number),
            line.name,
            line.owner,
            f"{line.finish.month}月{line.finish.day}日" if lang == "zh" else f"{line.finish:%d %b}",
            state_word(line.light, lang) if line.state else "",
        ),
    )


def chart_of(
    lines: Sequence[Line], bounds: tuple[date, date], today: date, calendar: Calendar, label: str, lang: Lang
) -> Chart | None:
    """The chart of a scheduled plan, None before the first schedule."""
    dated = [line for line in lines if line.start is not None and line.finish is not None]
    if not dated:
        return None
    bars = [_bar(line, lang) for line in dated]
    place = {line.number: i for i, line in enumerate(dated)}
    first = min(bounds[0], *(min(bar.start, *(bar.slack or (bar.start,))) for bar in bars))
    last = max(bounds[1], *(bar.finish for bar in bars))
    return Chart(
        bars=bars,
        first=first,
        last=last,
        today=today,
        off=days_off(calendar.is_workday, first, last),
        arrows=[
            Arrow(place[n], place[line.number], kind)
            for line in dated
            for n, kind in line.links
            if n in place
        ],
        label=label,
    )


def wall_sheet(title: str, lines: Sequence[str], foot: Sequence[str], paper: str, lang: Lang) -> Sheet:
    """What stands around the chart on the wall."""
    return Sheet(
        title=title,
        lines=lines,
        headings=[(en if lang == "en" else zh, width) for zh, en, width in HEADINGS],
        legend=legend(lang),
        foot=foot,
        paper=paper,
    )
