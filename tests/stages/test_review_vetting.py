"""Vetting: one judgement for each application, numbered faults, deadlines in working days, at most two rounds."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.applications_vetted import application, judged_yes, open_call

from touyan.foundation.ledger.door import Refused
from touyan.stages.application.models import Application, Fault
from touyan.stages.review.actions import HandedOver, NamedFault, Passed, Returned
from touyan.stages.review.models import Opinion

FAULT = NamedFault("targets.indicators", "“满意度”没有写现状值", "补上现状值和数据来源")
FIRST, SECOND = "vetting.organization_department", "vetting.leading_group"


def codes(no: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [f.code for f in no.value.reasons]


@pytest.fixture
def app(county):
    county.today(date(2026, 2, 10))
    return application(county, open_call(county))


def test_an_application_with_every_question_answered_passes_level_after_level_to_the_meeting(county, app):
    county.do("org-vetter", "application.pass", app, Passed(judged_yes(county), "同意"))
    app.refresh_from_db()
    assert (app.state, app.due_on) == (SECOND, date(2026, 2, 24))
    county.do("group-vetter", "application.pass", app, Passed(judged_yes(county)))
    app.refresh_from_db()
    assert (app.state, app.due_on) == ("meeting", None)
    assert list(Opinion.objects.of_tenant(county.tenant).order_by("id").values_list("level", "verdict")) == [
        ("organization_department", "pass"),
        ("leading_group", "pass"),
    ]


def test_a_question_left_open_or_judged_no_keeps_it_from_passing(county, app):
    judged = judged_yes(county)
    del judged["five_can.definable"]
    judged["principles.difficult"] = {"holds": False, "remark": ""}
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "application.pass", app, Passed(judged))
    assert codes(no) == ["vetting.unjudged", "vetting.judged_no"]


def test_a_return_numbers_its_faults_and_the_deadline_skips_the_spring_festival(county, app):
    county.do("org-vetter", "application.return", app, Returned((FAULT, FAULT)))
    app.refresh_from_db()
    assert (app.state, app.rework_round, app.due_on) == (
        "returned.organization_department",
        1,
        date(2026, 2, 24),
    )
    faults = Fault.objects.of_tenant(county.tenant).filter(application=app).order_by("number")
    assert [(f.round, f.level, f.number) for f in faults] == [
        (1, "organization_department", 1),
        (1, "organization_department", 2),
    ]


def test_a_return_without_faults_or_with_half_a_fault_is_refused(county, app):
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "application.return", app, Returned())
    assert codes(no) == ["vetting.no_faults"]
    with pytest.raises(Refused) as no:
        county.do(
            "org-vetter", "application.return", app, Returned((FAULT, NamedFault("basics.title", "", "改")))
        )
    assert codes(no) == ["vetting.fault_incomplete"]


def return_and_bring_back(county, app, times):
    for _ in range(times):
        county.do("org-vetter", "application.return", app, Returned((FAULT,)))
        Application.objects.of_tenant(county.tenant).filter(pk=app.pk).update(state=FIRST)
        app.refresh_from_db()


def test_after_two_rounds_it_may_not_be_returned_again_but_handed_to_its_committee(county, app):
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "application.hand_to_self_implementation", app, HandedOver())
    assert codes(no) == ["vetting.rounds_left"]
    return_and_bring_back(county, app, 2)
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "application.return", app, Returned((FAULT,)))
    assert codes(no) == ["vetting.rounds_used_up"]
    county.do("org-vetter", "application.hand_to_self_implementation", app, HandedOver("两轮仍不合格"))
    app.refresh_from_db()
    assert app.state == "self_implemented"


def test_each_level_has_its_own_rounds(county, app):
    return_and_bring_back(county, app, 2)
    county.do("org-vetter", "application.pass", app, Passed(judged_yes(county)))
    county.do("group-vetter", "application.return", app, Returned((FAULT,)))
    app.refresh_from_db()
    assert (app.state, app.rework_round) == ("returned.leading_group", 1)


def test_a_secretary_may_not_vet_the_own_application(county, app):
    with pytest.raises(Refused) as no:
        county.do("street-secretary", "application.pass", app, Passed(judged_yes(county)))
    assert codes(no) == ["door.not_yours"]


def test_the_handing_over_opens_a_project_that_is_followed_lightly(
    county, app, django_capture_on_commit_callbacks
):
    from touyan.stages.approval.models import Project

    return_and_bring_back(county, app, 2)
    with django_capture_on_commit_callbacks(execute=True):
        county.do("org-vetter", "application.hand_to_self_implementation", app, HandedOver())
    project = Project.objects.of_tenant(county.tenant).get(application=app)
    assert (project.state, project.outcome, project.number) == ("light", "self_implemented", "WH-2026-01")
