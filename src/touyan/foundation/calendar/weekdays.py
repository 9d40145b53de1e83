"""Dates in words, for sentences made in Python (templates use the `day` tag)."""

from __future__ import annotations

from datetime import date, datetime

from touyan.foundation.calendar.clock import CHINA

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_words(day: date, lang: str = "zh") -> str:
    """2026年6月8日 周一 / Mon 8 Jun 2026."""
    if lang == "en":
        return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日 {WEEKDAYS_ZH[day.weekday()]}"


def moment_words(at: datetime, lang: str = "zh") -> str:
    """2026年6月8日 09:05 / 8 Jun 2026, 09:05, by the clock on the wall."""
    here = at.astimezone(CHINA)
    if lang == "en":
        return f"{here.day} {MONTHS_EN[here.month - 1]} {here.year}, {here:%H:%M}"
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"
