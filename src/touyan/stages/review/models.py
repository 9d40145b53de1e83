"""Opinions of the vetting levels, the scoring meeting with its sealed sheets, and the contest with what judges and juries said."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.models import Subject
from touyan.foundation.ledger.scope import TenantRow
from touyan.foundation.rulebook.models import VersionKey


class Opinion(TenantRow):
    """What one vetting level said about an application in one round: each question of the checks judged (WH-05, WH-17)."""

    PATH_LOOKUP = "application__unit__path"

    application = models.ForeignKey(
        "application.Application", on_delete=models.PROTECT, related_name="opinions"
    )
    level = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=20)
    judgements = models.JSONField(default=dict)
    remark = models.CharField(max_length=400, default="", blank=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["application", "id"], name="opinion_by_application")]


class Meeting(Subject):
    """A session of the deciding body that scores applications (WH-10)."""

    KIND = "meeting"
    PATH_LOOKUP = "unit__path"

    scheme_version = VersionKey(related_name="meetings")
    call = models.ForeignKey("application.Call", on_delete=models.PROTECT, related_name="meetings")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    cut = models.JSONField(default=dict)
    tie = models.JSONField(default=dict)
    computed = models.JSONField(default=dict)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["tenant", "held_on", "id"], name="meeting_by_day")]


class AgendaItem(TenantRow):
    """An application on the meeting's agenda, with its computed figures once the scoring is closed."""

    PATH_LOOKUP = "meeting__unit__path"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    application = models.ForeignKey(
        "application.Application", on_delete=models.PROTECT, related_name="agenda_items"
    )
    order = models.PositiveSmallIntegerField()
    score = models.CharField(max_length=12, default="", blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=30, default="", blank=True)

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "application"], name="agenda_item_once")]


class Sheet(TenantRow):
    """One member's marks for one application. Until the scoring is closed nobody but its writer sees it."""

    PATH_LOOKUP = "item__meeting__unit__path"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="sheets")
    member = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="sheets")
    marks = models.JSONField(default=dict)
    is_recused = models.BooleanField(default=False)
    remark = models.CharField(max_length=400, default="", blank=True)
    submitted_at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="sheet_once")]


class Contest(Subject):
    """A contest among applications, or one round of it held in a unit below (`round` names it, "" is the last; YQ-18).

    `computed` is everything the closing derived: figures by application key, the input of the public calculator, ties.
    """

    KIND = "contest"
    PATH_LOOKUP = "unit__path"

    scheme_version = VersionKey(related_name="contests")
    call = models.ForeignKey("application.Call", on_delete=models.PROTECT, related_name="contests")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="contests")
    round = models.CharField(max_length=48, default="", blank=True)
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    computed = models.JSONField(default=dict)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["tenant", "held_on", "id"], name="contest_by_day")]


class ContestEntry(TenantRow):
    """An application in a contest: whether it was listed, what it was told, and its result once that is settled."""

    PATH_LOOKUP = "application__unit__path"

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="entries")
    application = models.ForeignKey(
        "application.Application", on_delete=models.PROTECT, related_name="contest_entries"
    )
    order = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=48, default="", blank=True)
    is_listed = models.BooleanField(default=False)
    feedback = models.CharField(max_length=400, default="", blank=True)
    total = models.CharField(max_length=12, default="", blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    award = models.CharField(max_length=48, default="", blank=True)

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["contest", "application"], name="contest_entry_once")]


class ContestMark(TenantRow):
    """What one judge, or the jury together (judge ""), said of an entry in one layer; typed in by the clerk.

    A judge's `marks` are by criterion, a jury's are `likes` and `ballots`; nobody reads them before the closing.
    """

    PATH_LOOKUP = "entry__contest__unit__path"

    entry = models.ForeignKey(ContestEntry, on_delete=models.PROTECT, related_name="marks")
    layer = models.CharField(max_length=48)
    judge = models.CharField(max_length=20, default="", blank=True)
    marks = models.JSONField(default=dict)
    is_recused = models.BooleanField(default=False)

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "layer", "judge"], name="contest_mark_once")]
