"""Writes a stretch of a county again and again, records and all, past the door: for measuring only, never for a real county.

What belongs to the given units is copied row by row with new keys; each copy's chains are linked anew from its own acts, so
that `touyan verify` reads the result like any other. Nobody did what the copies say: only `measuring` calls this.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from touyan.core.chain import START, link
from touyan.foundation.ledger.models import Act, Answer, Checkpoint, Effect, Head, Kept, Subject, canonical
from touyan.foundation.units.models import Unit
from touyan.stages.application.models import Version
from touyan.stages.application.versions import code_of
from touyan.stages.application.versions import digest_of as version_digest
from touyan.stages.approval.models import Decision
from touyan.stages.plan.actions import baseline_digest
from touyan.stages.plan.models import Plan
from touyan.stages.plan.rows import digest_of as plan_digest
from touyan.stages.plan.rows import rows_of
from touyan.stages.review.models import Meeting

MARK = "000片"
"""Stands in names and titles of what is copied; each copy has its own number there."""
WITH_THEM = (Meeting, Decision)
"""Matters of the county itself that speak of the units: each copy has its own."""
APART = (Act, Answer, Checkpoint, Head, Kept)
OWN_WORDS = {"people.Person": "login", "approval.Project": "number", "supervision.Problem": "number"}
"""Words of which no two rows may have the same."""
VOUCHED: dict[type[models.Model], Callable[[Any], list[str]]] = {
    Plan: lambda plan: [
        plan_digest(rows_of(plan.rows), plan.start_on, plan.finish_on),
        baseline_digest(plan.baseline, plan.commitment),
    ],
    Version: lambda one: [
        digest := version_digest(one.application, one.number, one.answers),
        code_of(digest),
    ],
}
"""Digests of words with keys in them: what other rows and acts say of them follows the copy."""
PEOPLE_AND_PLACES = {"person": "people.Person", "post": "people.Post", "unit": "units.Unit"}
"""Columns of an act that name rows by number."""
_KEY = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
SIZE = 500


def multiply(tenant: int, units: Iterable[Unit], times: int) -> None:
    """Let everything that belongs to these units stand there so many times in all; call inside a transaction."""
    if times > 1:
        stretch = _Stretch(tenant)
        stretch.gather([unit.pk for unit in units])
        for copy in range(1, times):
            stretch.write(copy)
        stretch.reset_sequences()


@dataclass
class _Stretch:
    """The rows to copy by model and number, and what is known of them."""

    tenant: int
    rows: dict[type[models.Model], dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    keys: set[UUID] = field(default_factory=set)
    acts: list[Act] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    first: dict[type[models.Model], int] = field(default_factory=dict)
    places: dict[type[models.Model], dict[int, int]] = field(default_factory=dict)
    words: re.Pattern[str] = field(default_factory=lambda: re.compile(MARK))
    texts: dict[tuple[type[models.Model], int, str], list[str]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def gather(self, units: list[int]) -> None:
        """Everything that leads to these units, directly or by way of what leads there."""
        kinds = [kind for kind in apps.get_models() if kind not in APART and _tenant_of(kind)]
        stored = {kind: list(_stored(kind).filter(tenant_id=self.tenant).order_by("pk")) for kind in kinds}
        for kind, rows in stored.items():
            for row in rows:
                if (kind is Unit and row.pk in units) or kind in WITH_THEM:
                    self._take(row)
        while self._take_more(stored):
            pass
        self.heads = list(Head.objects.filter(root_key__in=self.keys).order_by("id"))
        self.acts = list(Act.objects.filter(root_key__in=self.keys).order_by("id"))
        for kind, found in [*self.rows.items(), (Act, self.acts), (Head, self.heads)]:
            self.first[kind] = _stored(kind).order_by("-pk").values_list("pk", flat=True)[0] + 1
            numbers = sorted(found) if isinstance(found, dict) else [row.pk for row in found]
            self.places[kind] = {pk: place for place, pk in enumerate(numbers)}
        own = [
            getattr(r, name) for k, name in OWN_WORDS.items() for r in self.rows[apps.get_model(k)].values()
        ]
        own += [word for kind in VOUCHED for row in self.rows[kind].values() for word in VOUCHED[kind](row)]
        self.words = re.compile("|".join([_KEY, MARK, "000 片", *map(re.escape, sorted(own, key=len)[::-1])]))

    def _take(self, row: Any) -> None:
        self.rows[type(row)][row.pk] = row
        if isinstance(row, Subject):
            self.keys.add(row.key)

    def _take_more(self, stored: dict[type[models.Model], list[Any]]) -> bool:
        before = sum(map(len, self.rows.values()))
        for kind, rows in stored.items():
            for row in rows:
                if row.pk not in self.rows[kind] and self._leads_here(row):
                    self._take(row)
        return sum(map(len, self.rows.values())) > before

    def _leads_here(self, row: Any) -> bool:
        for column in _columns(type(row)):
            value = getattr(row, column.attname)
            if isinstance(column, models.ForeignKey) and value in self.rows.get(column.related_model, ()):
                return True
            if isinstance(column, models.UUIDField) and value in self.keys:
                return True
        return False

    def write(self, copy: int) -> None:
        """One copy: its rows first, then their acts, linked anew."""
        self.digests = {
            old: new
            for kind, told in VOUCHED.items()
            for row in self.rows[kind].values()
            for old, new in zip(told(row), told(self._whole(row, copy)), strict=True)
        }
        made: dict[UUID, Any] = {}
        for kind, rows in self.rows.items():
            fresh = [self._copied(row, copy) for row in rows.values()]
            if issubclass(kind, Subject):
                made |= {row.key: row for row in fresh}
            if kind is not Effect:
                _stored(kind).bulk_create(fresh, batch_size=SIZE)
        self._write_acts(copy, made)
        fresh = [self._copied(row, copy) for row in self.rows.get(Effect, {}).values()]
        Effect.objects.bulk_create(fresh, batch_size=SIZE)

    def _whole(self, row: Any, copy: int) -> Any:
        """A copy with its application, which its digest speaks of."""
        made = self._copied(row, copy)
        if isinstance(row, Version):
            made.application = self._copied(row.application, copy)
        return made

    def _write_acts(self, copy: int, made: dict[UUID, Any]) -> None:
        ends: dict[UUID, str] = {}
        last = {act.subject_key: act.pk for act in self.acts if act.is_done}
        fresh = []
        for act in self.acts:
            one = self._copied(act, copy)
            for column, kind in PEOPLE_AND_PLACES.items():
                setattr(one, column, self._number(apps.get_model(kind), getattr(act, column), copy))
            one.cause = self._number(Act, act.cause, copy)
            if last.get(act.subject_key) == act.pk:
                one.evidence = made[one.subject_key].evidence_digest()
            one.previous = ends.get(one.root_key, START)
            one.hash = ends[one.root_key] = link(one.previous, canonical(one.material()))
            fresh.append(one)
        Act.objects.bulk_create(fresh, batch_size=SIZE)
        heads = [self._copied(head, copy) for head in self.heads]
        for head in heads:
            head.hash = ends[head.root_key]
        Head.objects.bulk_create(heads, batch_size=SIZE)

    def _number(self, kind: type[models.Model], number: int | None, copy: int) -> int | None:
        """The number of a row's copy; the number itself where the row is not copied."""
        places = self.places.get(kind, {})
        if number not in places:
            return number
        return self.first[kind] + (copy - 1) * len(places) + places[number]

    def _copied(self, row: Any, copy: int) -> Any:
        kind, told = type(row), {}
        for column in _columns(kind):
            value = getattr(row, column.attname)
            if column.primary_key:
                value = self._number(kind, value, copy)
            elif isinstance(column, models.ForeignKey):
                value = self._number(column.related_model, value, copy)
            elif isinstance(column, models.UUIDField):
                value = self._key(value, copy)
            elif column.name == "path":
                value = "/".join(str(self._number(Unit, int(n), copy)) if n else "" for n in value.split("/"))
            elif isinstance(value, str | dict | list) and value:
                value = self._said(row, column.attname, value, copy)
            told[column.attname] = value
        if kind is Effect and (found := re.fullmatch(r"(\d+):(\d+)", told["key"])):
            told["key"] = f"{self._number(Act, int(found[1]), copy)}:{found[2]}"
        return kind(**told)

    def _key(self, key: UUID | None, copy: int) -> UUID | None:
        return uuid5(NAMESPACE_URL, f"touyan-measuring/{key}/{copy}") if key in self.keys else key

    def _said(self, row: Any, column: str, value: Any, copy: int) -> Any:
        """Words with the keys, numbers and marks of the copy in them."""
        at = (type(row), row.pk, column)
        if at not in self.texts:
            text = (
                value
                if isinstance(value, str)
                else json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
            )
            self.texts[at] = list(self._pieces(text))
        pieces = self.texts[at]
        if len(pieces) == 1:
            return value
        text = "".join(self._other(p, copy) if n % 2 else p for n, p in enumerate(pieces))
        return text if isinstance(value, str) else json.loads(text)

    def _pieces(self, text: str) -> Iterator[str]:
        """Words that stay and words that change, in turn."""
        end = 0
        for found in self.words.finditer(text):
            yield text[end : found.start()]
            yield found[0]
            end = found.end()
        yield text[end:]

    def _other(self, word: str, copy: int) -> str:
        if word in (MARK, "000 片"):
            return word.replace("000", f"{copy:03d}")
        if re.fullmatch(_KEY, word):
            return str(self._key(UUID(word), copy))
        return self.digests.get(word, f"{word}-{copy:03d}")

    def reset_sequences(self) -> None:
        """Numbers were given out here: the database goes on behind them."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [*self.rows, Act, Head]):
                cursor.execute(statement)


def _columns(kind: type[models.Model]) -> Any:
    return kind._meta.concrete_fields  # noqa: SLF001 - Django's own name for what a model is made of


def _stored(kind: type[models.Model]) -> Any:
    return kind._base_manager  # noqa: SLF001 - every row, whatever the model's own manager hides


def _tenant_of(kind: type[models.Model]) -> bool:
    return any(column.name == "tenant" for column in _columns(kind))
