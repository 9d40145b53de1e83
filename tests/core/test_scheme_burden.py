"""What a scheme asks of people is counted from one written table, and nobody is asked for what the house knows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import get_args

import pytest
from tests.factories.schemes import FILES
from tests.factories.schemes import checked as checked_file

from touyan.core.scheme import check
from touyan.core.scheme.burden import GLANCE, SECONDS, TIMES_A_YEAR, burden, seconds_of
from touyan.core.scheme.shape.forms import Field
from touyan.core.scheme.shape.terms import FieldType
from touyan.core.workflow.machine import Label

SCHEMES = FILES


@pytest.mark.parametrize("file", SCHEMES, ids=lambda f: f.parent.name)
def test_a_shipped_scheme_has_no_findings_and_stays_within_its_own_limit(file):
    checked = checked_file(file)
    assert checked.findings == ()
    told = burden(checked.scheme)
    assert told.unit_minutes <= checked.scheme.burden_minutes
    assert told.unit_minutes <= told.heaviest_minutes


def test_every_kind_of_field_has_its_seconds():
    assert set(SECONDS) == set(get_args(FieldType))


def test_what_the_house_fills_in_costs_a_glance_and_what_is_optional_half():
    field = Field("text", Label("题"), "text", required=True)
    assert seconds_of(field) == SECONDS["text"]
    assert seconds_of(replace(field, required=False)) == SECONDS["text"] // 2
    assert seconds_of(replace(field, source="unit")) == GLANCE


def test_a_monthly_report_of_fifteen_minutes_costs_fifteen_minutes_a_month():
    scheme = check((SCHEMES[-1]).read_bytes()).scheme
    monthly = next(a for a in burden(scheme).asks if a.rhythm == "month" and a.is_of_unit)
    assert monthly.minutes_a_month == Fraction(monthly.seconds, 60)
    assert monthly.no_change == 10
    assert TIMES_A_YEAR["week"] == 52
