"""A contest's result as pages show it: by group, ranked, each layer with what it was computed from."""

from __future__ import annotations

from typing import Any

from touyan.core.scheme import label as said
from touyan.core.scheme.shape.people import Selector
from touyan.foundation.web.rendering import Lang
from touyan.foundation.wording import sentence
from touyan.stages.review.contest_scoring import listed, terms
from touyan.stages.review.contest_terms import Terms
from touyan.stages.review.models import Contest


def award_words(mine: Terms, name: str, lang: Lang) -> str:
    """An award's label, "" for none."""
    award = mine.award(name)
    return said(award.label, lang) if award else ""


def portion_words(selector: Selector, lang: Lang) -> str:
    """The kinds of unit a portion of the shortlist is about."""
    mark = ", " if lang == "en" else "、"
    return mark.join(sentence(f"term.unit_kind.{kind}", lang=lang) for kind in selector.unit_kinds)


def ranked(contest: Contest, lang: Lang) -> list[dict[str, Any]]:
    """Groups in the scheme's order, their entries by rank; whoever has no rank stands last."""
    mine, figures = terms(contest), contest.computed["figures"]
    rules = contest.scheme_version.rules
    rows = [
        {
            "entry": entry,
            "told": told,
            "layers": [
                layer | {"label": said(rule.label, lang), "weight": rule.weight, "kind": rule.kind}
                for layer, rule in zip(told["layers"], mine.layers, strict=True)
            ],
            "award": award_words(mine, entry.award if contest.state == "awarded" else told["award"], lang),
        }
        for entry in listed(contest)
        for told in (figures.get(str(entry.application.key)),)
        if told is not None  # who was not computed has no place in the result
    ]
    rows.sort(key=lambda row: (row["told"]["rank"] is None, row["told"]["rank"] or 0, row["entry"].order))
    return [
        {
            "label": said(rules.groups[name].label, lang) if name else "",
            "layers": [(said(rule.label, lang), rule.weight) for rule in mine.layers],
            "rows": [row for row in rows if row["entry"].group == name],
        }
        for name in dict.fromkeys((*mine.groups, *(row["entry"].group for row in rows)))
        if any(row["entry"].group == name for row in rows)
    ]
