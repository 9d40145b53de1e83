"""Sentences of the working-day calendar."""

SENTENCES: dict[str, tuple[str, str]] = {
    "beyond_the_calendar": (
        "“{place}”（{given}）所求的工作日超出公元 0001 年至 9999 年，或日历中没有工作日，请核对。",
        "The working day asked for at {place} ({given}) lies outside the years 0001 to 9999; check it.",
    ),
}
