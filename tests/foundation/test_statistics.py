"""Once a day the embedded database counts its tables, so that filters by unit stay quick as a county grows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from touyan.foundation.calendar.clock import clock
from touyan.foundation.jobs.actions import begin_day, run_due
from touyan.foundation.jobs.jobs import count_tables
from touyan.foundation.jobs.models import Run

pytestmark = pytest.mark.django_db


def test_the_day_s_work_counts_the_tables_where_the_database_does_not_do_so_by_itself(county):
    is_embedded = connection.vendor == "sqlite"
    assert count_tables(county.tenant, date(2026, 1, 5)) == int(is_embedded)
    if is_embedded:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tbl FROM sqlite_stat1")
            assert {"units_unit", "people_person"} <= {table for (table,) in cursor.fetchall()}


def test_it_happens_once_on_each_day(county):
    for _ in range(2):
        begin_day(county.tenant)
        while run_due(limit=50):
            pass
    today = clock(county.tenant).today.isoformat()
    runs = Run.objects.of_tenant(county.tenant).filter(job="day", given__name="statistics", given__day=today)
    assert [run.state for run in runs] == [Run.DONE]
