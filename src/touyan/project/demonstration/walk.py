"""Any scheme's year walked through the door by whose job each step is: from the call to the grade.

Which steps there are is read from the scheme. Chapters of a county call these with their own words where they have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from touyan.core.planning import Link
from touyan.core.scheme.select import Matter
from touyan.core.workflow import Allowed
from touyan.foundation.calendar.clock import clock
from touyan.foundation.jobs.actions import deliver_missed, run_due
from touyan.foundation.ledger.door import allowed
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.project.demonstration.content import judged
from touyan.project.demonstration.counties import Home
from touyan.project.demonstration.filling import filled
from touyan.stages.application.actions import NewCall, Saved
from touyan.stages.application.entry import Start
from touyan.stages.application.matters import form_of, stage_of, unit_matter
from touyan.stages.application.models import Application, Call
from touyan.stages.application.residents import Part
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.sheets import Sheets
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.models import Indicator, Project
from touyan.stages.assessment.actions import Actuals
from touyan.stages.assessment.measures import is_by_hand
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.actions import Paid
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.accepting import Heard
from touyan.stages.plan.actions import Commit, SavePlan
from touyan.stages.plan.models import Task
from touyan.stages.plan.passing import Closing, stages_in
from touyan.stages.plan.reading import MARKED, markable_stages
from touyan.stages.plan.rows import PlanRow, plain
from touyan.stages.plan.work import Claimed
from touyan.stages.progress.actions import Content
from touyan.stages.progress.models import Report
from touyan.stages.review.actions import Passed
from touyan.stages.review.models import Meeting
from touyan.stages.review.sessions import NewMeeting, NewSheet
from touyan.stages.review.vetting import questions
from touyan.stages.supervision.actions import Conclusion
from touyan.stages.supervision.models import QuarterlyReview

MILESTONE = 2
"""Which task of an example plan releases the first money that waits for one; each next task releases the next."""

HELPED = 2
"""Which task of an example plan somebody of the team answers for, where the start waits for a team."""


def settle_effects() -> None:
    """Let everything follow that must follow."""
    while deliver_missed(limit=200):
        pass


def open_call(home: Home, version: SchemeVersion, days: tuple[date, date]) -> Call:
    """A dated call, open, with what is required begun."""
    office = home.by(version.rules.owner.role, version)
    new = NewCall(f"{version.year}年{version.rules.label.zh}申报", "按方案申报。", *days)
    made = home.do(office, "call.create", version, new)
    opened: Call = home.do(office, "call.open", made)
    settle_effects()
    return opened


def draft(
    home: Home, call: Call, unit: Unit, title: str, span: tuple[date, date], item: str = "", **chosen: Any
) -> Application:
    """Begun and filled in; what a catalogue item said stands, `chosen` answers (path with __ for .) win."""
    version = call.scheme_version
    drafter = home.by(stage_of(version).drafter, version, unit)
    made: Application = home.do(drafter, "application.create", call, Start(item))
    return fill(home, made, title, span, **chosen)


def fill(home: Home, made: Application, title: str, span: tuple[date, date], **chosen: Any) -> Application:
    """Fill in what an application still lacks."""
    version = made.scheme_version
    made.refresh_from_db()
    told = {path.replace("__", "."): value for path, value in chosen.items()}
    matter = unit_matter(made.unit, version.rules)
    taxonomy = {f.choose_from: told.get(path) for path, f in form_of(version).fields() if path in told}
    seen = Matter(
        unit_kind=matter.unit_kind,
        klass=str(taxonomy.get("class") or ""),
        size=str(taxonomy.get("size") or ""),
        place=matter.place,
        groups=matter.groups,
    )
    base = filled(version.rules, form_of(version), title, span, seen)
    drafter = home.by(stage_of(version).drafter, version, made.unit)
    return home.do(drafter, "application.save", made, Saved(base | _completed(made.answers, base) | told))  # type: ignore[no-any-return]


def _completed(answers: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """What stands already, with the blanks of its rows filled in."""
    done = dict(answers)
    for path, value in answers.items():
        example = base.get(path)
        if isinstance(value, list) and isinstance(example, list) and example and isinstance(example[0], dict):
            done[path] = [{**example[0], **{k: v for k, v in row.items() if v}} for row in value]
    return done


def hand_in(home: Home, made: Application) -> Application:
    """Through the unit's own hands to the leader's signature."""
    version, stage = made.scheme_version, stage_of(made.scheme_version)
    drafter = home.by(stage.drafter, version, made.unit)
    if stage.checker:
        home.do(drafter, "application.pass_to_check", made)
        home.do(home.by(stage.checker, version, made.unit), "application.pass_to_sign", made)
    else:
        home.do(drafter, "application.pass_to_sign", made)
    done: Application = home.do(home.by(stage.leader, version, made.unit), "application.submit", made)
    settle_effects()
    done.refresh_from_db()
    return done


def vet(home: Home, made: Application) -> Application:
    """Through every level, or into the register."""
    version = made.scheme_version
    rules, asked = version.rules, Passed(judged([q.name for q in questions(version.rules)]), "同意。")
    while made.state.startswith("vetting."):
        level = rules.vetting.levels[made.state.partition(".")[2]]
        made = home.do(home.by(level.role, version), "application.pass", made, asked)
        made.refresh_from_db()
    if made.state == "filing":
        made = home.do(home.by(rules.filing.role, version), "application.file", made)
    settle_effects()
    made.refresh_from_db()
    return made


def meet(home: Home, call: Call, day: date) -> None:
    """Scored by every member and decided as the scores say; nothing where the scheme has no meeting."""
    version = call.scheme_version
    stage = version.rules.meeting
    if stage is None:
        return
    clerk = home.by(stage.clerk, version)
    meeting: Meeting = home.do(clerk, "meeting.create", call, NewMeeting("例会", day.isoformat()))
    home.do(clerk, "meeting.open_scoring", meeting)
    items = list(meeting.items.select_related("application"))
    marks = {name: str(criterion.points) for name, criterion in stage.criteria.items()}
    scorer = home.by(stage.scorer, version)
    for item in items:
        home.do(scorer, "meeting.submit_sheet", meeting, NewSheet(str(item.application.key), marks, salt="x"))
    home.do(clerk, "meeting.close_scoring", meeting)
    meeting.refresh_from_db()
    told = tuple(Verdict(str(item.application.key), "approved", "会议研究同意。") for item in items)
    tied = tuple(meeting.tie["tied"][: meeting.tie["open_places"]]) if meeting.tie else ()
    recorded = Recorded(
        "决定", day.isoformat(), verdicts=told, tie_chosen=tied, tie_record="同分表决记录" if tied else "",
        document_number="示例发〔2026〕1号" if version.rules.decision.document_required else "",
    )  # fmt: skip
    home.do(clerk, "meeting.record_decision", meeting, recorded)
    settle_effects()


def projects_of(home: Home, version: SchemeVersion, *states: str) -> list[Project]:
    """Projects of a scheme in these states (any without), by number."""
    rows = Project.objects.of_tenant(home.tenant).filter(scheme_version=version)
    rows = rows.filter(state__in=states) if states else rows
    return list(rows.select_related("unit", "application").order_by("number"))


def _milestones(project: Project) -> list[str]:
    """The stages of money the project's plan must mark."""
    return [stage.id for stage in markable_stages(project) if stage.at in MARKED]


def hear_residents(home: Home, made: Application | None, phases: Iterable[str]) -> None:
    """Residents' part in these phases put on record, where the scheme asks for it and somebody applied."""
    if made is None:
        return
    stage = made.scheme_version.rules.participation
    for phase in phases:
        if stage is not None and phase in stage.phases:
            day = clock(home.tenant).today.isoformat()
            drafter = home.by(stage.role, made.scheme_version, made.unit)
            home.do(drafter, "application.record_residents", made, Part(phase, "居民议事会", 12, day))


def begin_work(
    home: Home,
    project: Project,
    span: tuple[date, date],
    names: Sequence[str],
    stages: Sequence[str] = (),
    *,
    in_turn: bool = False,
) -> None:
    """Plan, commitment where asked, start.

    `stages` says of which stage each task is, else all are of one; `in_turn`, each task waits for the one before it.
    """
    stage = project.scheme_version.rules.plan
    if stage is None:
        return
    write_plan(home, project, span, names, stages, in_turn=in_turn)
    leader = home.by(stage.leader, project.scheme_version, project.unit)
    if stage.commitment:
        home.do(leader, "project.commit", project, Commit("本人承诺按期完成。"))
    home.do(leader, "project.start", project)
    settle_effects()


def write_plan(
    home: Home,
    project: Project,
    span: tuple[date, date],
    names: Sequence[str],
    stages: Sequence[str] = (),
    *,
    in_turn: bool = False,
) -> None:
    """The plan saved and reckoned, so that it waits for its leader."""
    version = project.scheme_version
    stage: Any = version.rules.plan
    drafter = home.by(stage.role, version, project.unit)
    marked = dict(enumerate(_milestones(project), MILESTONE))
    helped = HELPED if "team_named" in stage.start_gate else 0
    hear_residents(home, project.application, ("planning", "review"))
    owner = Project.objects.of_tenant(home.tenant).values_list("leader__key", flat=True).get(pk=project.pk)
    ids = [str(uuid5(NAMESPACE_URL, f"touyan-demonstration/{project.key}/{n}")) for n, _ in enumerate(names)]
    rows = [
        plain(
            PlanRow(
                id=ids[n - 1],
                name=name,
                stage=stages[n - 1] if stages else "实施",
                owner="" if n == helped else str(owner),
                owner_word="示例成员" if n == helped else "",
                deliverable="成果",
                acceptance="看成果",
                duration=5,
                links=(Link(ids[n - 2]),) if in_turn and n > 1 else (),
                releases=marked.get(n, ""),
            )
        )
        for n, name in enumerate(names, 1)
    ]
    home.do(drafter, "project.save_plan", project, SavePlan(rows, span[0].isoformat(), span[1].isoformat()))
    home.do(drafter, "project.schedule", project)


def ask_for_reports() -> None:
    """What the calendar asks for today, all of it."""
    while run_due(limit=50):
        pass


def report(home: Home, version: SchemeVersion) -> int:
    """Hand in and accept every report that is due, conclude every review; how many reports."""
    rules = version.rules.progress
    if rules is None:
        return 0
    rows = Report.objects.of_tenant(home.tenant).filter(project__scheme_version=version, state="due")
    count = 0
    for one in rows.select_related("project__unit").order_by("id"):
        rule = rules.reports[one.kind]
        by = home.by(rule.role, version, one.project.unit)
        told = [{"task": row["task"], "percent": 100, "words": "按计划完成。"} for row in one.rows]
        home.do(by, "report.submit", one, Content(told, line="按计划推进。", next_step="继续推进。"))
        reader = rule.accepted_by or version.rules.owner.role
        home.do(home.by(reader, version, one.project.unit), "report.accept", one)
        count += 1
    found = QuarterlyReview.objects.of_tenant(home.tenant).filter(
        project__scheme_version=version, state="open"
    )
    for review in found.select_related("project__unit").order_by("id"):
        rule = next(r for r in rules.reports.values() if r.style == "review")
        home.do(
            home.by(rule.role, version, review.project.unit),
            "review.conclude",
            review,
            Conclusion("按计划推进。"),
        )
    return count


def accept_tasks(home: Home, project: Project, done: int | None = None) -> None:
    """The first tasks (so many as are `done`, all by default) claimed done and accepted by another hand."""
    version = project.scheme_version
    rules = version.rules.progress
    if rules is None:
        return
    for task in Task.objects.of_tenant(home.tenant).filter(project=project).order_by("order")[:done]:
        if task.state == "open":
            home.do(
                home.by(rules.task_role, version, project.unit),
                "task.claim_done",
                task,
                Claimed("成果已交。"),
            )
            task.refresh_from_db()
        if task.state == "claimed":
            home.do(home.by(rules.accepted_by, version, project.unit), "task.accept", task)
        close_stages(home, project)


def close_stages(home: Home, project: Project) -> None:
    """Every stage of the plan whose tasks are all accepted is closed, where the scheme asks for it (YQ-42)."""
    version = project.scheme_version
    for stage in stages_in(project):
        if stage.closed is None and not stage.still_open:
            closes = version.rules.plan.stage_gate.closes
            closer = home.by(closes, version, project.unit)
            home.do(closer, "project.close_stage", project, Closing(stage.name))


def pay(home: Home, version: SchemeVersion) -> int:
    """Ask for, approve and pay every instalment that is due; how many were paid."""
    stage = version.rules.funding
    if stage is None:
        return 0
    due = Tranche.objects.of_tenant(home.tenant).filter(project__scheme_version=version, state="due")
    rows = list(due.select_related("project__unit").order_by("id"))
    for one in rows:
        unit = one.project.unit
        home.do(home.by(stage.requester, version, unit), "tranche.request", one)
        home.do(home.by(stage.approver, version, unit), "tranche.approve", one)
        home.do(home.by(stage.payer, version, unit), "tranche.pay", one, Paid(one.amount_fen, "示例凭证"))
    return len(rows)


def grade(home: Home, project: Project) -> Assessment | None:
    """Figures entered, scored, proposed and confirmed by their own hands; None where the scheme assesses nothing."""
    version = project.scheme_version
    stage = version.rules.project_assessment
    one = Assessment.objects.of_tenant(home.tenant).filter(project=project).first()
    if stage is None or one is None:
        return one
    targets = Indicator.objects.of_tenant(home.tenant).filter(project=project).order_by("order")
    actual = {str(t.order): {"actual": t.target, "evidence": "台账"} for t in targets}
    told = {
        i.id: {"value": "90", "sample": "入户调查50户", "evidence": "调查报告"}
        for part in stage.parts
        for i in part.indicators
        if is_by_hand(i.measure)
    }
    home.do(
        home.by(stage.enters, version, project.unit), "assessment.enter_actuals", one, Actuals(actual, told)
    )
    scorer = home.by(stage.scorer, version, project.unit)
    home.do(scorer, "assessment.score", one)
    home.do(scorer, "assessment.propose", one)
    confirmer = home.by(stage.confirmer, version, project.unit)
    hear_residents(home, project.application, ("assessment",))
    one.refresh_from_db()
    if isinstance(allowed(confirmer, one, "assessment.confirm")["assessment.confirm"], Allowed):
        one = home.do(confirmer, "assessment.confirm", one)
    return one


def rate(home: Home, one: PostAssessment, marks: dict[str, list[str]], met_on: date) -> PostAssessment:
    """Sheets of every group (one line a sheet), score and proposal, each by its own hand."""
    version = one.scheme_version
    stage = version.rules.assessment
    groups = {
        name: {"valid": str(len(lines)), "spoiled": "0", "marks": "\n".join(lines)}
        for name, lines in marks.items()
    }
    home.do(
        home.by(stage.enters, version),
        "post_assessment.enter_sheets",
        one,
        Sheets(met_on.isoformat(), groups),
    )
    scorer = home.by(stage.scorer, version)
    home.do(scorer, "post_assessment.score", one)
    done: PostAssessment = home.do(scorer, "post_assessment.propose", one)
    done.refresh_from_db()
    return done


def confirm_posts(home: Home, version: SchemeVersion) -> int:
    """Confirm whatever may be confirmed; how many were. Those beyond a quota stay for people to settle."""
    confirmer, done = home.by(version.rules.assessment.confirmer, version), 0
    found = PostAssessment.objects.of_tenant(home.tenant).filter(scheme_version=version, state="provisional")
    for one in found.select_related("post__unit").order_by("id"):
        verdict = allowed(confirmer, one, "post_assessment.confirm")["post_assessment.confirm"]
        if isinstance(verdict, Allowed):
            home.do(confirmer, "post_assessment.confirm", one)
            done += 1
    return done


def close(home: Home, project: Project) -> Project:
    """Reported done by its leader, closed by another hand."""
    version = project.scheme_version
    rules, plan = version.rules.progress, version.rules.plan
    leader = (
        home.by(plan.leader, version, project.unit) if plan else home.by(version.rules.owner.role, version)
    )
    hear_residents(home, project.application, ("delivery",))
    home.do(leader, "project.finish", project)
    client = version.rules.client_acceptance
    if client is not None:
        came = client.at_least + 3
        told = Heard(clock(home.tenant).today.isoformat(), came, came, "都看过了，比原来方便。")
        home.do(home.by(client.role, version, project.unit), "project.record_acceptance", project, told)
    closer = rules.accepted_by if rules else version.rules.owner.role
    done: Project = home.do(home.by(closer, version, project.unit), "project.close", project)
    done.refresh_from_db()
    return done
