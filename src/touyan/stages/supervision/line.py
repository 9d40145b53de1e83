"""The history of a light as a small drawing in SVG attributes: scheduled against actual, a mark where the light changed.

The page allows no inline style; the same figures stand in a table beside, so that nobody depends on the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from touyan.foundation.web.rendering import LIGHTS, Lang, day_text, esc

WIDTH, HEIGHT, MARGIN, LEFT = 600, 160, 14, 40


def light_line(readings: Sequence[Any], lang: Lang) -> SafeString:
    """The drawing of readings in order of day; empty text for fewer than two."""
    if len(readings) < 2:
        return SafeString("")
    first, last = readings[0].on, readings[-1].on
    span = max((last - first).days, 1)

    def x(reading: Any) -> float:
        return round(LEFT + (reading.on - first).days * (WIDTH - LEFT - MARGIN) / span, 1)

    def y(percent: str) -> float:
        share = max(Decimal(0), min(Decimal(100), Decimal(percent)))
        return round(float(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN) / 100), 1)

    scale = "".join(
        f'<path d="M{LEFT} {y(share)}H{WIDTH - MARGIN}" stroke="currentColor" stroke-opacity="{".35" if share == "0" else ".12"}"/>'
        f'<text x="{LEFT - 6}" y="{y(share) + 4}" text-anchor="end" font-size="10" fill="currentColor">{share}%</text>'
        for share in ("0", "50", "100")
    )
    planned = " ".join(f"{x(r)},{y(r.scheduled)}" for r in readings)
    done = " ".join(f"{x(r)},{y(r.actual)}" for r in readings)
    marks = "".join(
        f'<g class="light-{LIGHTS[r.light][0]}"><text x="{x(r)}" y="{y(r.actual) - 6}" text-anchor="middle" font-size="13" fill="currentColor">'
        f"{LIGHTS[r.light][1]}</text></g>"
        for r in _turning(readings)
    )
    return SafeString(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" aria-label="{esc(_told(readings, lang))}">'
        f'{scale}<polyline points="{planned}" fill="none" stroke="currentColor" stroke-opacity=".55" stroke-dasharray="5 4"/>'
        f'<polyline points="{done}" fill="none" stroke="currentColor" stroke-width="2"/>{marks}</svg>'
    )


def _turning(readings: Sequence[Any]) -> list[Any]:
    """The first reading and every one whose light differs from the one before."""
    return [r for i, r in enumerate(readings) if i == 0 or readings[i - 1].light != r.light]


def _told(readings: Sequence[Any], lang: Lang) -> str:
    """The drawing in a sentence, for those who do not see it."""
    word = 3 if lang == "en" else 2
    turns = ("；" if lang == "zh" else "; ").join(
        f"{day_text(r.on, lang)} {LIGHTS[r.light][word]}" for r in _turning(readings)[-12:]
    )
    now = readings[-1]
    if lang == "en":
        return f"Light by day: {turns}. Latest: {now.scheduled}% scheduled, {now.actual}% done."
    return f"灯的变化：{turns}。最近一次：序时应完成{now.scheduled}%，实际完成{now.actual}%。"
