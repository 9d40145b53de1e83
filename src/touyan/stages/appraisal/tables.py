"""The list of assessments of people; there is no export of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.core.scheme import Scheme
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, chip, link
from touyan.foundation.wording.sentences.explain import machine_words
from touyan.stages.appraisal.words import grade_words, post_words
from touyan.stages.assessment.tables import over_quota

TONES: dict[str, Any] = {"open": "warn", "scored": "calm", "provisional": "calm", "final": "good"}
ROW = RowPattern(
    '<tr><td>{unit}</td><td class="main-cell">{name:html}</td><td>{post}</td><td class="number">{year:figure}</td>'
    '<td>{state:html}</td><td class="number">{score}</td><td>{grade:html}</td></tr>'
)


def state_words(state: str, lang: Lang) -> str:
    """A state in the house's words."""
    return words(machine_words()[f"state.post_assessment.{state}"], lang)


def assessment_list(lang: Lang, grades: Iterable[tuple[str, str]]) -> Listing:
    """Assessments by unit: grades are told, nobody is ranked. `grades` are (name, words)."""

    def row(one: Any) -> tuple[Any, ...]:
        rules, post = one.scheme_version.rules, one.post
        return (
            post.unit.label,
            link(f"/appraisals/{one.key}", post.person.name),
            post_words(post, lang),
            one.year,
            chip(
                words(one.scheme_version.machine("post_assessment").label_of(one.state), lang),
                TONES.get(one.state, ""),
            ),
            one.score or "—",
            chip(grade_words(rules, one.grade, lang)) if one.grade else NOTHING,
        )

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(row(one) for one in found)

    return Listing(
        caption=_("干部考核"),
        columns=(
            Column(_("单位"), "post__unit__order"),
            Column(_("姓名")),
            Column(_("岗位")),
            Column(_("年度"), "year", number=True),
            Column(_("状态"), "state"),
            Column(_("得分"), number=True),
            Column(_("等次"), "grade"),
        ),
        rows=rows,
        filters=(
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                tuple((state, state_words(state, lang)) for state in TONES),
            ),
            Filter("grade", _("等次"), lambda found, value: found.filter(grade=value), tuple(grades)),
            Filter("unit", _("单位"), lambda found, value: found.filter(post__unit__name__icontains=value)),
        ),
        order="post__unit__order",
        empty_title=_("没有您能看的干部考核"),
        empty_text=_("结果只给本人、经办人员和主管部门看；拟定等次以后，本人可以看到。"),
    )


def quota_lines(rules: Scheme, graded: Sequence[tuple[str, str]], lang: Lang) -> list[str]:
    """Where more of a class hold a grade than may: people settle it before it can be confirmed."""
    grades = rules.post_assessment.grades if rules.post_assessment else ()
    told = _(
        "%(kind)s共 %(size)s 人，“%(grade)s”有 %(held)s 人，按不超过 %(pct)s%% 最多 %(most)s 人，请核定后再确定。"
    )
    return [told % facts for facts in over_quota(grades, graded, lang)]
