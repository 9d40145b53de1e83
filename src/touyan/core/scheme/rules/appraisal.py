"""Checks of an assessment of people: named raters, bounded coefficients, results that stay with those concerned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from touyan.core.scheme.decode import Fault
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.rules.across import stage_path
from touyan.core.scheme.shape.results import Assessment
from touyan.core.scheme.shape.scheme import Scheme

LEAST, MOST = Decimal("0.9"), Decimal("1.2")
"""Bounds of a post's coefficient (domain.md 2.5)."""
ANONYMOUS = 3
"""Sheets below which a group's mean shows who gave what."""
_OF_POSTS = ("subjects", "profiles", "raters", "reader")


def projects_without_people(assessment: Assessment) -> Iterator[Fault]:
    """What is about people is never said of projects; a coefficient never multiplies a project's score (FY-28)."""
    if assessment.subject == "post":
        return
    if assessment.coefficients:
        yield Fault("scheme.coefficient_on_project", ("coefficients",))
    for key in _OF_POSTS:
        if getattr(assessment, key):
            yield Fault("scheme.key_of_posts", (key,), {"key": key})


def posts_complete(assessment: Assessment) -> Iterator[Fault]:
    """An assessment of posts says whose they are and who rates; its figures are marks of people."""
    if assessment.subject == "project":
        return
    for key in ("subjects", "raters", "reader"):
        if not getattr(assessment, key):
            yield Fault("scheme.missing_key", (key,), {"key": key})
    for i, part in enumerate(assessment.parts):
        for j, indicator in enumerate(part.indicators):
            if indicator.measure != "judged":
                path = ("parts", i, "indicators", j, "measure")
                yield Fault("scheme.measure_of_projects", path, {"measure": indicator.measure})


def coefficients_bounded(assessment: Assessment) -> Iterator[Fault]:
    """A coefficient lies between 0.9 and 1.2, so that no post decides the grade by itself."""
    if assessment.subject == "project":
        return
    for i, rule in enumerate(assessment.coefficients):
        if not LEAST <= rule.coefficient <= MOST:
            facts = {"value": decimal_text(rule.coefficient), "low": LEAST, "high": MOST}
            yield Fault("scheme.coefficient_bounds", ("coefficients", i, "coefficient"), facts)


def raters_add_up(assessment: Assessment) -> Iterator[Fault]:
    """Groups share a hundred percent; one of fewer than three sheets is not anonymous."""
    if assessment.subject == "project" or not assessment.raters:
        return
    total = sum((group.weight for group in assessment.raters), Decimal(0))
    if total != 100:
        yield Fault("scheme.rater_sum", ("raters",), {"sum": decimal_text(total)})
    for i, group in enumerate(assessment.raters):
        if group.quorum < ANONYMOUS:
            facts = {"group": group.label.zh, "quorum": group.quorum, "least": ANONYMOUS}
            yield Fault("scheme.rater_seen", ("raters", i, "quorum"), facts, "warning")


def profiles_whole(assessment: Assessment) -> Iterator[Fault]:
    """A profile weighs every part and no other, a hundred percent in all."""
    if assessment.subject == "project":
        return
    known = {part.id for part in assessment.parts}
    for i, profile in enumerate(assessment.profiles):
        path = ("profiles", i, "weights")
        if set(profile.weights) != known:
            yield Fault(
                "scheme.profile_parts", path, {"parts": ", ".join(part.id for part in assessment.parts)}
            )
        elif (total := sum(profile.weights.values(), Decimal(0))) != 100:
            yield Fault("scheme.weight_sum", path, {"sum": decimal_text(total)})


def raters_on_a_roll(scheme: Scheme) -> Iterator[Fault]:
    """Each group is a roll of names: at a body, or by posts in the owner's area; whoever happens by never rates."""
    stage = scheme.post_assessment
    for i, group in enumerate(stage.raters if stage else ()):
        path, place = (*stage_path(scheme, "assessment"), "raters", i, "role"), scheme.roles[group.role].of
        if place == "anyone":
            yield Fault("scheme.open_vote", path, {"indicator": group.label.zh})
        elif place not in ("body", "tenant"):
            yield Fault("scheme.rater_without_roll", path, {"role": group.role})


def results_stay_inside(scheme: Scheme) -> Iterator[Fault]:
    """Results about people are read by named bodies only, and never shown for publicity or released."""
    stage = scheme.post_assessment
    if stage is None:
        return
    for key in ("enters", "scorer", "confirmer", "reader"):
        name = getattr(stage, key)
        if name and scheme.roles[name].of != "body":
            yield Fault("scheme.result_reader", (*stage_path(scheme, "assessment"), key), {"role": name})
    if scheme.publicity and "assessment" in scheme.publicity.of:
        path = (*stage_path(scheme, "publicity"), "of", scheme.publicity.of.index("assessment"))
        yield Fault("scheme.result_published", path)
    for i, release in enumerate(scheme.publication.releases if scheme.publication else ()):
        if release.what == "assessment_grades":
            yield Fault(
                "scheme.result_published", (*stage_path(scheme, "publication"), "releases", i, "what")
            )


LOCAL: tuple[Callable[[Assessment], Iterable[Fault]], ...] = (
    projects_without_people,
    posts_complete,
    coefficients_bounded,
    raters_add_up,
    profiles_whole,
)
RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (raters_on_a_roll, results_stay_inside)
