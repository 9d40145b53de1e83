"""The decision register, document numbers, official notices, and the projects that come out of it."""

from __future__ import annotations

from typing import Any

from django.db import models

from touyan.foundation.ledger.models import Subject
from touyan.foundation.ledger.scope import TenantRow
from touyan.foundation.rulebook.models import VersionKey


class Decision(Subject):
    """One entry of the decision register: body, meeting, item, document number (JS-02, WH-10)."""

    KIND = "decision"
    PATH_LOOKUP = "unit__path"

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(
        "review.Meeting", on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    item = models.CharField(max_length=60, default="", blank=True)
    document_number = models.CharField(max_length=40, default="", blank=True)
    text = models.TextField(default="", blank=True)
    outcomes = models.JSONField(default=list)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["tenant", "held_on", "id"], name="decision_by_day")]


class DocumentNumber(TenantRow):
    """A number of an issuing code and year: reserved, issued or void; a void number stays void and is shown."""

    PATH_LOOKUP = "unit__path"

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="document_numbers")
    code = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default="reserved")

    class Meta(TenantRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code", "year", "number"], name="document_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.number}号"


class Notice(Subject):
    """An official document: drafted, numbered, issued or void; rendered as Word and PDF from `paper`."""

    KIND = "notice"
    PATH_LOOKUP = "unit__path"

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="notices_issued")
    scheme_version = VersionKey(related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="notices")
    number = models.OneToOneField(DocumentNumber, on_delete=models.PROTECT, null=True, related_name="notice")
    title = models.CharField(max_length=120)
    paper = models.JSONField(default=dict)
    issued_on = models.DateField(null=True)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["tenant", "state", "id"], name="notice_by_state")]


class Project(Subject):
    """A secretary-led project of one committee for one year (domain.md, fact 1).

    `application` is None for the measures of an issued task list, which nobody applied for (JS-07).
    `granted_fen` is what is paid to it in stages: its budget, or where the scheme says so the bonus of its `award` (YQ-31).
    """

    KIND = "project"
    PATH_LOOKUP = "unit__path"
    LEFT_OUT = Subject.LEFT_OUT | {"light", "light_on", "scheduled", "actual", "light_facts"}

    scheme_version = VersionKey(related_name="projects")
    application = models.OneToOneField(
        "application.Application", on_delete=models.PROTECT, null=True, related_name="project"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="projects")
    leader = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="led_projects")
    number = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=30)
    focus_area = models.CharField(max_length=60, default="", blank=True)
    klass = models.CharField(max_length=48, default="", blank=True)
    size = models.CharField(max_length=48, default="", blank=True)
    begin_on = models.DateField()
    finish_on = models.DateField()
    budget_fen = models.BigIntegerField(default=0)
    award = models.CharField(max_length=48, default="", blank=True)
    granted_fen = models.BigIntegerField(default=0)
    light = models.CharField(max_length=10, default="none")
    light_on = models.DateField(null=True)
    scheduled = models.CharField(max_length=8, default="0.00")
    actual = models.CharField(max_length=8, default="0.00")
    light_facts = models.JSONField(default=dict)

    class Meta(Subject.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "year", "number"], name="project_number_once")
        ]
        indexes = [
            models.Index(fields=["tenant", "outcome", "number", "id"], name="project_by_outcome"),
            models.Index(fields=["tenant", "light", "id"], name="project_by_light"),
        ]

    def __str__(self) -> str:
        return self.title

    def assigned(self) -> dict[str, frozenset[int]]:
        """The named leader."""
        return {"leader": frozenset({self.leader_id})}


class Indicator(TenantRow):
    """A target in figures (WH-03, WH-28): unit, baseline, target, date, source, and the actual of the year end."""

    PATH_LOOKUP = "project__unit__path"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="indicators")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    unit_word = models.CharField(max_length=20)
    baseline = models.CharField(max_length=20, default="0")
    target = models.CharField(max_length=20)
    actual = models.CharField(max_length=20, default="", blank=True)
    on = models.DateField(null=True)
    source = models.CharField(max_length=120, default="", blank=True)
    evidence = models.CharField(max_length=200, default="", blank=True)

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["project", "order"], name="indicator_order_once")]


class ProjectPart(Subject):
    """A matter inside a project: recorded on the project's chain, judged by the project's rules."""

    PATH_LOOKUP = "project__unit__path"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta(Subject.Meta):
        abstract = True

    @property
    def scheme_version(self) -> Any:
        """The rules the project began under."""
        return self.project.scheme_version

    def root(self) -> Subject:
        """The project."""
        return self.project

    def own_unit(self) -> tuple[int, str]:
        """The project's unit."""
        return self.project.unit_id, self.project.unit.path

    def assigned(self) -> dict[str, frozenset[int]]:
        """The project's leader."""
        return self.project.assigned()
