"""A short way along the path, through the door: two units from the call to running projects, for tests to go on from."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.projects import delivered
from touyan.project.demonstration.content import answers, judged, rows
from touyan.project.demonstration.sketches import OWN, Sketch
from touyan.project.demonstration.year import login_of
from touyan.stages.application.actions import NewCall, Saved
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.models import Project
from touyan.stages.plan.actions import Commit, SavePlan
from touyan.stages.review.actions import Passed
from touyan.stages.review.sessions import NewMeeting, NewSheet
from touyan.stages.review.vetting import questions

MEMBERS = ("group-vetter", "group-head", "member-1", "member-2", "member-3")
MARKS = dict.fromkeys(("small_entry", "difficult", "exemplary", "within_year"), "22")
FIRST, SECOND = OWN[0], OWN[1]


def by(county: Any, sketch: Sketch, kind: str, action: str, subject: Any, given: Any = None) -> Any:
    """By the sketch's unit; answers with the matter."""
    return county.do(login_of(sketch.unit, kind), action, subject, given).subject


def opened(county: Any) -> Any:
    """A call under way."""
    county.today(date(2026, 1, 5))
    new = NewCall("2026年书记项目申报", "按方案申报。", date(2026, 1, 5), date(2026, 12, 30))
    made = county.do("office-clerk", "call.create", county.scheme, new).subject
    return county.do("office-clerk", "call.open", made).subject


def drafted(county: Any, call: Any, sketch: Sketch) -> Any:
    """Begun and filled in."""
    made = by(county, sketch, "drafter", "application.create", call)
    names = [county.person(login_of(sketch.unit, kind)).name for kind in ("secretary", "checker", "drafter")]
    return by(county, sketch, "drafter", "application.save", made, Saved(answers(sketch, names)))


def handed_in(county: Any, call: Any, sketch: Sketch) -> Any:
    """Signed and submitted."""
    made = drafted(county, call, sketch)
    by(county, sketch, "drafter", "application.pass_to_check", made)
    by(county, sketch, "checker", "application.pass_to_sign", made)
    return by(county, sketch, "secretary", "application.submit", made)


def vetted(county: Any, application: Any) -> Any:
    """Through both levels."""
    asked = Passed(judged([q.name for q in questions(county.scheme.rules)]), "同意。")
    county.do("org-vetter", "application.pass", application, asked)
    return county.do("group-vetter", "application.pass", application, asked).subject


def decided(county: Any, call: Any) -> Any:
    """Everything that waits is scored and approved; the session."""
    meeting = county.do("office-clerk", "meeting.create", call, NewMeeting("例会", "2026-03-05")).subject
    county.do("office-clerk", "meeting.open_scoring", meeting)
    items = list(meeting.items.select_related("application"))
    for item in items:
        for login in MEMBERS:
            county.do(
                login, "meeting.submit_sheet", meeting, NewSheet(str(item.application.key), MARKS, salt="x")
            )
    county.do("office-clerk", "meeting.close_scoring", meeting)
    told = tuple(Verdict(str(item.application.key), "approved") for item in items)
    county.do(
        "office-clerk", "meeting.record_decision", meeting, Recorded("决定", "2026-03-05", verdicts=told)
    )
    delivered()
    return meeting


def running(county: Any, sketch: Sketch = FIRST) -> Any:
    """One project with a signed plan, its tasks and its money."""
    call = opened(county)
    vetted(county, handed_in(county, call, sketch))
    decided(county, call)
    project = Project.objects.of_tenant(county.tenant).get(title=sketch.title)
    county.today(date(2026, 3, 20))
    owners = [str(county.person(login_of(sketch.unit, "drafter")).key)]
    by(
        county,
        sketch,
        "drafter",
        "project.save_plan",
        project,
        SavePlan(rows(sketch, owners), "2026-03-23", "2026-11-27"),
    )
    by(county, sketch, "drafter", "project.schedule", project)
    by(county, sketch, "secretary", "project.commit", project, Commit("本人承诺按期完成。"))
    by(county, sketch, "secretary", "project.start", project)
    delivered()
    project.refresh_from_db()
    return project
