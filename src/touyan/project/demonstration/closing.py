"""The public pages in spring; November and December: figures entered, scored, publicised, confirmed, projects closed.

Grades follow from entered figures by arithmetic. The real projects come out good or excellent, the poor grade belongs to
the fictional 云杉街道, whose date was missed.
"""

from __future__ import annotations

from datetime import date

from touyan.foundation.publicity.actions import NewRelease
from touyan.foundation.publicity.models import Release
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration.content import actuals
from touyan.project.demonstration.delivery import (
    accept_claimed,
    accept_month,
    claim_what_ends,
    due_reports,
    projects,
)
from touyan.project.demonstration.trial import LATE
from touyan.project.demonstration.year import Year, chapter
from touyan.stages.approval.models import Indicator
from touyan.stages.assessment.actions import Actuals
from touyan.stages.assessment.models import Assessment
from touyan.stages.publication.contents import commitments_of, page_of
from touyan.stages.publication.graded import grades_list

EXCELLENT = ("莲华街道", "产业园区", "大观街道")
"""Three of fifteen: within the scheme's quarter of excellent grades."""
FIGURES = {"excellent": (100, "96", "90"), "good": (92, "88", "60"), "poor": (30, "38", "20")}
"""Share of the way to the target in percent, satisfaction, model effect."""


def publish(year: Year, scheme: SchemeVersion, new: NewRelease) -> None:
    """Laid down by the office, released by its head."""
    year.do("office-head", "release.publish", year.do("office-clerk", "release.prepare", scheme, new))


@chapter(4, 20)
def commitments_become_public(year: Year) -> None:
    """The commitments as one list, and a page for each real project."""
    found = projects(year, year.wuhua, "running")
    publish(year, year.wuhua, commitments_of(found, year.today))
    for project in found:
        publish(year, year.wuhua, page_of(project, year.today))


def _is_fitting(year: Year, one: Assessment) -> str:
    unit = one.project.unit.name
    if one.project.scheme_version_id == year.trial.pk:
        return "poor" if unit == LATE else "good"
    return "excellent" if unit in EXCELLENT else "good"


def assessments(year: Year, scheme: SchemeVersion) -> list[Assessment]:
    """The year's assessments of a scheme."""
    found = Assessment.objects.of_tenant(year.tenant).filter(project__scheme_version=scheme)
    return list(
        found.select_related("project__unit", "project__leader", "project__scheme_version").order_by(
            "project__number"
        )
    )


@chapter(11, 27)
def the_last_tasks_are_accepted(year: Year) -> None:
    """Nothing of the plans is open any more."""
    for scheme in (year.wuhua, year.trial):
        for project in projects(year, scheme, "running"):
            claim_what_ends(year, project, year.today)
        accept_claimed(year, scheme)


@chapter(11, 30)
def figures_are_entered(year: Year) -> None:
    """Targets and what only people can say, each with its evidence."""
    for scheme in (year.wuhua, year.trial):
        for one in assessments(year, scheme):
            share, satisfied, model = FIGURES[_is_fitting(year, one)]
            rows = [
                {"baseline": t.baseline, "target": t.target, "source": t.source}
                for t in Indicator.objects.of_tenant(year.tenant)
                .filter(project=one.project)
                .order_by("order")
            ]
            judged = {
                "satisfaction": {
                    "value": satisfied,
                    "sample": "入户调查150户",
                    "evidence": "满意度调查报告（演示）",
                },
                "exemplary": {"value": model, "evidence": "其他单位照做情况统计（演示）"},
            }
            year.of_unit(
                one.project.unit.name,
                "drafter",
                "assessment.enter_actuals",
                one,
                Actuals(actuals(rows, share), judged),
            )


@chapter(12, 1)
def years_are_scored(year: Year) -> None:
    """Scored and proposed by the department's vetter, publicised by the releaser; the projects report themselves done."""
    for scheme in (year.wuhua, year.trial):
        found = assessments(year, scheme)
        for one in found:
            year.do("org-vetter", "assessment.score", one)
            year.do("org-vetter", "assessment.propose", one)
        made = year.do(
            "office-clerk",
            "release.prepare",
            scheme,
            grades_list(assessments(year, scheme), date(scheme.year, 12, 1)),
        )
        year.do("office-head", "release.open_publicity", made)
        for project in projects(year, scheme, "running"):
            year.of_unit(project.unit.name, "secretary", "project.finish", project)


@chapter(12, 9)
def grades_are_confirmed(year: Year) -> None:
    """The period is over: another hand than the scorer's confirms, and the grades are released."""
    for scheme in (year.wuhua, year.trial):
        shown = Release.objects.of_tenant(year.tenant).get(
            scheme_version=scheme, kind="assessment_grades", state="in_publicity"
        )
        year.do("office-head", "release.close_publicity", shown)
        for one in assessments(year, scheme):
            year.do("org-head", "assessment.confirm", one)
        year.do("office-head", "release.publish", shown)


@chapter(12, 31)
def projects_are_closed(year: Year) -> None:
    """December's reports are looked at, then every project is closed by somebody else than who finished it."""
    for scheme in (year.wuhua, year.trial):
        accept_month(year, due_reports(year, scheme, "monthly", "submitted"))
        for project in projects(year, scheme, "closing"):
            year.do("org-vetter", "project.close", project)
        for project in projects(year, scheme, "light"):
            year.do("office-clerk", "project.close", project)
