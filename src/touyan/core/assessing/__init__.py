"""Assessing: parts, weights, coefficient, grades, completion of indicators, caps; every number derived.

An assessment decides about money and people, so each figure carries the steps that lead to it: a rule, its
inputs and its result (FY-30, WH-28; domain.md 2.1 `acceptance`, `grades`, 4.9).
"""

from touyan.core.assessing.completion import Completion, Indicator, completion
from touyan.core.assessing.grades import Assessed, Grade, Part, Veto, assessed, capped, grade_of
from touyan.core.assessing.quota import WithinQuota, quota_places, within_quota
from touyan.core.assessing.raters import Marks, Rated, rated
from touyan.core.assessing.steps import Step

__all__ = [
    "Assessed",
    "Completion",
    "Grade",
    "Indicator",
    "Marks",
    "Part",
    "Rated",
    "Step",
    "Veto",
    "WithinQuota",
    "assessed",
    "capped",
    "completion",
    "grade_of",
    "quota_places",
    "rated",
    "within_quota",
]
