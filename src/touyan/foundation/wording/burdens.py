"""The burden of a scheme in words: one row an ask, one sentence for the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from touyan.core.workflow.machine import Label
from touyan.foundation.wording.sentences.explain import SENTENCES, Lang

if TYPE_CHECKING:
    from touyan.core.scheme.shape.scheme import Scheme

SUM = (
    "每个项目平均每月要申报单位约 {unit} 分钟、机关约 {office} 分钟；最忙的一个月，申报单位约 {heaviest} 分钟。上限 {limit} 分钟。",
    "About {unit} minutes a month of a project's unit, {office} of the offices; in the heaviest month {heaviest} of the unit. Limit: {limit}.",
)
TAPPED = ("无变化时 {seconds} 秒", "{seconds} s when nothing changed")


def burden_rows(scheme: Scheme, lang: Lang = "zh") -> list[tuple[str, str, str, str, str]]:
    """What, of whom, how often, minutes each time, how short where nothing changed."""
    from touyan.core.scheme.burden import burden  # noqa: PLC0415 - words load without the scheme package

    pick = 0 if lang == "zh" else 1

    def said(label: Label) -> str:
        return label.en if lang == "en" and label.en else label.zh

    return [
        (
            said(ask.what),
            said(scheme.roles[ask.role].label),
            SENTENCES[f"term.rhythm.{ask.rhythm}"][pick],
            str(-(-ask.seconds // 60)),
            TAPPED[pick].format(seconds=ask.no_change) if ask.no_change else "",
        )
        for ask in burden(scheme).asks
    ]


def burden_sum(scheme: Scheme, lang: Lang = "zh") -> str:
    """The sum in one sentence."""
    from touyan.core.scheme.burden import burden  # noqa: PLC0415 - words load without the scheme package

    told = burden(scheme)
    facts = {
        "unit": told.unit_minutes,
        "office": told.office_minutes,
        "heaviest": told.heaviest_minutes,
        "limit": scheme.burden_minutes,
    }
    return SUM[0 if lang == "zh" else 1].format(**facts)
