"""Sentences of recurring due days."""

SENTENCES: dict[str, tuple[str, str]] = {
    "of_differs": (
        "“{place}”写的是 {given}，与周期 every（{every}）不一致，请改为相同的周期。",
        "{place} says {given}, which differs from every ({every}); name the same period.",
    ),
    "period_beyond_years": (
        "到 {to} 为止的周期有一个超出公元 9999 年，请把“{place}”的止日提前。",
        "A period up to {to} reaches beyond the year 9999; move the end at {place} earlier.",
    ),
    "roll_beyond_years": (
        "周期 {period} 的日期按“{place}”顺延后找不到工作日，请改为不顺延或核对日历。",
        "Rolled by {place}, the day of {period} finds no worked day; do not roll it or check the calendar.",
    ),
}
