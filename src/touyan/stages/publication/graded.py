"""The list of grades that is shown for objections before they are settled, and released afterwards (domain.md 4.3, 4.9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import Scheme, label
from touyan.foundation.papers.numbering import day_words
from touyan.foundation.publicity.actions import NewRelease
from touyan.stages.assessment.models import Assessment
from touyan.stages.publication.contents import checked, frame

GRADES = "assessment_grades"
GRADED = ("provisional", "final")


def audience_of(rules: Scheme) -> str:
    """Who may see grades by the scheme's releases, "" where they stay inside."""
    found = rules.publication.releases if rules.publication and rules.project_assessment else ()
    return next((rule.audience for rule in found if rule.what == GRADES), "")


def grades_list(assessments: Sequence[Assessment], today: date) -> NewRelease:
    """Unit, project and grade of each graded project; the score only inside the county.

    Raises Refusal where the scheme keeps grades inside or none is proposed yet. An objection to a line holds that
    assessment back.
    """
    graded = [one for one in assessments if one.state in GRADED and one.grade]
    if not graded:
        raise Refusal((Finding("publication.no_grades"),))
    version = graded[0].project.scheme_version
    audience = audience_of(version.rules)
    if not audience:
        raise Refusal((Finding("publication.not_released_by_scheme", "kind"),))
    known = {grade.name: label(grade.label) for grade in version.rules.project_assessment.grades}
    is_inside = audience == "tenant"
    projects = [one.project for one in graded]
    payload = frame(projects) | {
        "item_kind": Assessment.KIND,
        "audience": audience,
        "basis": "经按方案评分，",
        "columns": ["单位", "项目", *(["得分"] if is_inside else []), "等次"],
        "rows": [
            {
                "key": str(one.key),
                "cells": [
                    one.project.unit.label,
                    one.project.title,
                    *([one.score] if is_inside else []),
                    known.get(one.grade, one.grade),
                ],
            }
            for one in graded
        ],
        "as_of": day_words(today),
    }
    return checked(
        NewRelease(GRADES, version.KIND, str(version.key), f"{version.title}年度考核等次", payload), projects
    )
