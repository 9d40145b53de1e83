"""The plan of a project: its rows, the computed schedule, the frozen baseline, the commitment, and the live tasks.

Until the project starts a plan is a table people edit: `Plan.rows`. Committing freezes it, starting turns each row into
a `Task` with its own acts, so that every change of a task after the promise is on record and before it costs nothing.
"""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.scope import TenantRow
from touyan.stages.approval.models import Project, ProjectPart


class Plan(TenantRow):
    """One plan a project: direction, bounds, rows, the last computed schedule, and the secretary's signed commitment.

    `rows` are `rows.plain` of the table as last saved; `computed` is what `reckoning.reckoned` answered, `computed["of"]` the
    digest of the table it was computed from; `baseline` are the rows with their dates as promised.
    """

    PATH_LOOKUP = "project__unit__path"

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="plan")
    direction = models.CharField(max_length=10, default="backward")
    start_on = models.DateField()
    finish_on = models.DateField()
    rows = models.JSONField(default=list)
    computed = models.JSONField(default=dict)
    calendar_version = models.CharField(max_length=30, default="")
    is_feasible = models.BooleanField(null=True)
    baseline_digest = models.CharField(max_length=64, default="")
    baseline = models.JSONField(default=list)
    commitment = models.TextField(default="", blank=True)
    committed_on = models.DateField(null=True)
    committed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")


class StagePass(TenantRow):
    """A stage of the plan that was closed, or waived with tasks still open: by whom, when, why, what was open (YQ-42)."""

    PATH_LOOKUP = "project__unit__path"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="stage_passes")
    stage = models.CharField(max_length=40)
    outcome = models.CharField(max_length=10)
    on = models.DateField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, default="", blank=True)
    still_open = models.JSONField(default=list)

    class Meta(TenantRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["project", "stage", "outcome"], name="stage_passes_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=("closed", "waived")), name="stage_pass_is_known"
            ),
        ]


class ResidentsVerdict(TenantRow):
    """What residents said when they saw the result: how many came, how many were satisfied, no names (FY-15, FY-37).

    It speaks of the work as it was then: once the project is reopened it is current no more.
    """

    PATH_LOOKUP = "project__unit__path"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="residents_verdicts")
    on = models.DateField()
    present = models.PositiveIntegerField()
    satisfied = models.PositiveIntegerField()
    words = models.CharField(max_length=300, default="", blank=True)
    is_current = models.BooleanField(default=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(present__gte=1, satisfied__lte=models.F("present")),
                name="satisfied_were_present",
            )
        ]


class Task(ProjectPart):
    """A task of a running plan. Durations in working days; `links` = [{"from": task key, "type", "lag", "lag_unit"}].

    Its key is the row's id. start_on..finish_on are the promised dates (counted backward: the latest ones); latest_* are
    the latest dates that still keep the due date, `total_float` the working days between them and the earliest. Measures of an
    issued list have its `code` and `position`, the `heading` above them, the keys of assisting units, and may be standing (JS-07, JS-08).
    """

    KIND = "task"
    BORN_IN_BULK = True
    LEFT_OUT = ProjectPart.LEFT_OUT | {
        "order", "name", "stage", "owner", "owner_word", "deliverable", "acceptance", "duration", "is_milestone", "links",
        "start_on", "finish_on", "latest_start_on", "latest_finish_on", "total_float", "is_critical", "because",
        "code", "position", "heading", "assists", "is_standing",
    }  # what the plan says of a task is vouched for by the plan's acts and its baseline digest  # fmt: skip

    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    stage = models.CharField(max_length=40, default="", blank=True)
    owner = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="tasks")
    owner_word = models.CharField(max_length=40, default="", blank=True)
    deliverable = models.CharField(max_length=120, default="", blank=True)
    acceptance = models.CharField(max_length=200, default="", blank=True)
    duration = models.PositiveSmallIntegerField(default=1)
    is_milestone = models.BooleanField(default=False)
    links = models.JSONField(default=list)
    start_on = models.DateField(null=True)
    finish_on = models.DateField(null=True)
    latest_start_on = models.DateField(null=True)
    latest_finish_on = models.DateField(null=True)
    total_float = models.IntegerField(null=True)
    is_critical = models.BooleanField(default=False)
    because = models.JSONField(default=dict)
    code = models.CharField(max_length=20, default="", blank=True)
    position = models.PositiveIntegerField(default=0)
    heading = models.CharField(max_length=120, default="", blank=True)
    assists = models.JSONField(default=list)
    is_standing = models.BooleanField(default=False)
    progress = models.PositiveSmallIntegerField(default=0)
    claimed_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    remark = models.CharField(max_length=300, default="", blank=True)

    class Meta(ProjectPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["project", "order"], name="task_order_once"),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="task_progress_percent"),
        ]
        indexes = [
            models.Index(fields=["tenant", "finish_on", "id"], name="task_by_finish"),
            models.Index(fields=["tenant", "code", "id"], name="task_by_code"),
        ]
