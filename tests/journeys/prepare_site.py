"""Fills an empty database for the browser journeys: the demonstration in June, and what June has not: a session that is being scored,
a project whose plan is to be written, a draft just begun, and one year-end score ahead of its time.

Run as a program with TOUYAN_DATA pointing at the folder; the server of the journey then serves it.
"""

from __future__ import annotations

import os

import django

MEMBERS = ("group-vetter", "group-head", "member-1", "member-2", "member-3")


def prepare() -> None:
    """Tables, the demonstration up to 8 June, the assessment of one fictional project, and sessions in two states."""
    from django.core.management import call_command

    from touyan.foundation.ledger.door import perform
    from touyan.foundation.units.models import Tenant
    from touyan.project.demonstration.content import actuals
    from touyan.project.demonstration.load import load
    from touyan.project.demonstration.rules import acting
    from touyan.stages.application.actions import Saved
    from touyan.stages.application.models import Application
    from touyan.stages.approval.models import Indicator, Project
    from touyan.stages.assessment.actions import Actuals, Year

    call_command("migrate", verbosity=0, interactive=False)
    load("2026-06-08")
    tenant = Tenant.objects.get(slug="wuhua").pk
    project = Project.objects.of_tenant(tenant).get(unit__name="示例一局", outcome="approved")
    one = perform("assessment.open", subject=project, actor=acting("org-vetter"), given=Year(2026)).subject
    targets = [
        {"baseline": t.baseline, "target": t.target, "source": t.source}
        for t in Indicator.objects.of_tenant(tenant).filter(project=project)
    ]
    judged = {
        name: {"value": "90", "evidence": "调查报告", "sample": "150户"}
        for name in ("satisfaction", "exemplary")
    }
    perform(
        "assessment.enter_actuals",
        subject=one,
        actor=acting("f5-drafter"),
        given=Actuals(actuals(targets, 80), judged),
    )
    perform("assessment.score", subject=one, actor=acting("org-vetter"))
    signed = Application.objects.of_tenant(tenant).get(title="社区食堂为高龄老人送餐")
    perform("application.submit", subject=signed, actor=acting("street-secretary"))
    decide("社区食堂为高龄老人送餐", ("org-vetter", "group-vetter"), is_closed=True)
    decide("园区通勤班车线路协商", ("group-vetter",), is_closed=False)
    begun = perform("application.create", subject=signed.call, actor=acting("street-drafter")).subject
    title = Saved({"basics.title": "楼道杂物联合清理"})
    perform("application.save", subject=begun, actor=acting("street-drafter"), given=title)


def decide(title: str, levels: tuple[str, ...], *, is_closed: bool) -> None:
    """Bring one application through what is left of the vetting to a session: decided upon, or open for scoring."""
    from touyan.foundation.ledger.door import perform
    from touyan.project.demonstration.content import judged
    from touyan.project.demonstration.rules import acting
    from touyan.stages.application.models import Application
    from touyan.stages.approval.decisions import Recorded, Verdict
    from touyan.stages.review.actions import Passed
    from touyan.stages.review.sessions import NewMeeting, NewSheet
    from touyan.stages.review.vetting import questions

    one = Application.objects.everything().get(title=title)
    told = Passed(judged([q.name for q in questions(one.scheme_version.rules)]), "同意。")
    for login in levels:
        one = perform("application.pass", subject=one, actor=acting(login), given=told).subject
    clerk = acting("office-clerk")
    meeting = perform(
        "meeting.create", subject=one.call, actor=clerk, given=NewMeeting(f"{title}审议", "2026-06-08")
    ).subject
    meeting = perform("meeting.open_scoring", subject=meeting, actor=clerk).subject
    if not is_closed:
        return
    marks = dict.fromkeys(("small_entry", "difficult", "exemplary", "within_year"), "22")
    for login in MEMBERS:
        sheet = NewSheet(str(one.key), marks, salt="x")
        perform("meeting.submit_sheet", subject=meeting, actor=acting(login), given=sheet)
    meeting = perform("meeting.close_scoring", subject=meeting, actor=clerk).subject
    decision = Recorded(f"关于{title}的决定", "2026-06-08", verdicts=(Verdict(str(one.key), "approved"),))
    perform("meeting.record_decision", subject=meeting, actor=clerk, given=decision)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
    django.setup()
    prepare()
