"""Calls for applications, applications with a version at every submission, and numbered faults."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.models import Subject
from touyan.foundation.ledger.scope import TenantRow
from touyan.foundation.rulebook.models import VersionKey


class Call(Subject):
    """A dated call under a published scheme. Everybody in the county may read it."""

    KIND = "call"

    scheme_version = VersionKey(related_name="calls")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="calls")
    title = models.CharField(max_length=120)
    text = models.TextField(default="", blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta(Subject.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="call_days_in_order"
            ),
        ]


class Application(Subject):
    """One application of a committee, led by its secretary (WH-14).

    `answers` is the working text by field name of the scheme's form; every submission copies it into an immutable `Version`.
    The columns beside it are derived from the answers when saved, for lists and rules. `required` and `item` name the
    scheme's entries it began from, `promoted_from` is the key of the project it was put forward from (SB-13).
    """

    KIND = "application"
    PATH_LOOKUP = "unit__path"

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    scheme_version = VersionKey(related_name="applications")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="applications")
    leader = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="led_applications"
    )
    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, null=True, related_name="applications")
    number = models.CharField(max_length=30, default="", blank=True)
    title = models.CharField(max_length=120, default="", blank=True)
    focus_area = models.CharField(max_length=60, default="", blank=True)
    klass = models.CharField(max_length=48, default="", blank=True)
    size = models.CharField(max_length=48, default="", blank=True)
    required = models.CharField(max_length=48, default="", blank=True)
    item = models.CharField(max_length=48, default="", blank=True)
    promoted_from = models.UUIDField(null=True)
    begin_on = models.DateField(null=True)
    finish_on = models.DateField(null=True)
    budget_fen = models.BigIntegerField(default=0)
    answers = models.JSONField(default=dict)
    rework_round = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    revision_items = models.JSONField(default=list)

    class Meta(Subject.Meta):
        indexes = [
            models.Index(fields=["tenant", "state", "id"], name="application_by_state"),
            models.Index(fields=["call", "unit"], name="application_by_call"),
            models.Index(fields=["tenant", "promoted_from"], name="application_by_origin"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(budget_fen__gte=0), name="application_budget_positive"),
            models.UniqueConstraint(
                fields=["call", "unit", "required"],
                condition=~models.Q(required=""),
                name="application_required_once",
            ),
        ]

    def assigned(self) -> dict[str, frozenset[int]]:
        """The named leader."""
        return {"leader": frozenset({self.leader_id}) if self.leader_id else frozenset()}


class Version(TenantRow):
    """What was submitted: immutable, numbered, hashed; the printed form and the stamped scan point at it."""

    PATH_LOOKUP = "application__unit__path"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=24, unique=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="application_version_once")
        ]


class Fault(TenantRow):
    """One numbered fault of a return (domain.md 3.3): field, problem, demand, and the applicant's answer."""

    PATH_LOOKUP = "application__unit__path"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="faults")
    round = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=60)
    problem = models.CharField(max_length=400)
    demand = models.CharField(max_length=400)
    answer = models.CharField(max_length=400, default="", blank=True)

    class Meta(TenantRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round", "level", "number"], name="fault_number_once"
            ),
        ]


class ResidentsPart(TenantRow):
    """What residents did in one phase: what, how many, on which day; no names (YQ-23)."""

    PATH_LOOKUP = "application__unit__path"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="residents_parts")
    phase = models.CharField(max_length=20)
    what = models.CharField(max_length=200)
    how_many = models.PositiveIntegerField()
    on = models.DateField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["application", "phase"], name="residents_part_by_phase")]
        constraints = [
            models.CheckConstraint(condition=models.Q(how_many__gte=1), name="residents_part_of_somebody")
        ]
