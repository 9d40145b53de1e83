"""An uploaded table from dry run to written rows: kept with whoever brought it, written row by row through the door.

Every row is an act of its own, so a bad row never takes a good one along, and a run that was cut off goes on
where it stopped. First passwords are drawn and sealed before the first row is written.
"""

from __future__ import annotations

import base64
import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import clock, real_now
from touyan.foundation.jobs.actions import ask, daily, job
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import OutOfScope, Refused, keep, kept, perform
from touyan.foundation.ledger.models import Kept, Subject
from touyan.foundation.people.exchange import PEOPLE, POSTS, plan_people, plan_posts
from touyan.foundation.people.models import Person
from touyan.foundation.people.passwords import slip_code
from touyan.foundation.people.queries import actor_of
from touyan.foundation.people.slip_hasher import slip_hash
from touyan.foundation.people.slips import Slip, keep_slips, sealed_slips
from touyan.foundation.sheets import Column, Limits, findings_sheet, read_table
from touyan.foundation.units.exchange import COLUMNS, Do, Plan, Step, plan_units
from touyan.foundation.wording import Lang, say

PURPOSE = "exchange"
AT_ONCE = 100
CHUNK = 20
SHOWN = 200
KEPT_DAYS = 7
LIMITS = Limits(file_bytes=4 * 1024 * 1024, rows=5000)

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: its columns, what may occur once, how its rows are judged, what its file is called."""

    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    plan: Callable[[Actor, Any, str], Plan]
    title: str
    sheet: str


KINDS = {
    "units": Kind(COLUMNS, ("code",), plan_units, "单位导入表", "单位表"),
    "people": Kind(PEOPLE, ("login",), plan_people, "人员导入表", "人员表"),
    "posts": Kind(POSTS, ("login", "unit", "kind"), plan_posts, "任职导入表", "任职表"),
}


def _judge(actor: Actor, kind: str, content: bytes) -> Plan:
    known = KINDS[kind]
    table = read_table(content, known.columns, LIMITS, known.unique)
    return known.plan(actor, table, clock(actor.tenant).today.isoformat())


def _general(plan: Plan) -> list[Finding]:
    """Findings of the whole file rather than of one row."""
    of_rows = {id(f) for found in plan.table.finding_rows.values() for f in found}
    return [f for f in plan.table.findings if id(f) not in of_rows]


def take_in(actor: Actor, kind: str, name: str, content: bytes, lang: Lang) -> str:
    """Judge an upload without writing anything of it; keeps file and answer, returns the batch's key."""
    plan = _judge(actor, kind, content)
    findings = _general(plan) + [f for row in sorted(plan.findings) for f in plan.findings[row]]
    data = {
        "kind": kind,
        "name": name[:100],
        "file": base64.b64encode(content).decode(),
        "state": "dry",
        "rows": len(plan.table.raw),
        "new": plan.count("new"),
        "changed": plan.count("changed"),
        "same": plan.count("same"),
        "bad": len(plan.findings),
        "findings": [
            {"level": f.level, "place": f.place, "text": say(f, lang).removeprefix(f.place).lstrip("：: ")}
            for f in findings[:SHOWN]
        ],
        "more": max(len(findings) - SHOWN, 0),
    }
    key = str(uuid.uuid4())
    keep(actor, PURPOSE, data, about=key)
    return key


def batch(actor: Actor, key: str) -> dict[str, Any] | None:
    """What is kept of an upload, with the run that writes it, if any. Only whoever brought it sees it."""
    found = kept(actor, PURPOSE, about=key)
    if found is None:
        return None
    run = (
        Run.objects.of_tenant(actor.tenant).filter(run_key=f"exchange:{key}").first()
        if found.data.get("state") == "asked"
        else None
    )
    return found.data | {"key": key, "run": run}


def bad_rows(actor: Actor, key: str, lang: Lang) -> bytes | None:
    """Only the rows that could not be written, with what is wrong beside them; ready to be mended and sent again."""
    found = kept(actor, PURPOSE, about=key)
    if found is None or not found.data.get("file"):
        return None
    kind = found.data["kind"]
    plan = _judge(actor, kind, base64.b64decode(found.data["file"]))
    table = replace(plan.table, finding_rows={row: tuple(f) for row, f in plan.findings.items()})
    return findings_sheet(table, KINDS[kind].columns, lang=lang)


def write_or_ask(actor: Actor, key: str, lang: Lang) -> None:
    """Write a small upload at once; put a large one into the queue, once."""
    found = kept(actor, PURPOSE, about=key)
    if found is None or found.data["state"] != "dry":
        return
    count = found.data["new"] + found.data["changed"]
    if count <= AT_ONCE:
        write(actor, key, lang, lambda _done, _all: None)
        return
    keep(actor, PURPOSE, found.data | {"state": "asked"}, about=key, seen=found.version)
    ask(
        actor.tenant,
        "exchange",
        f"exchange:{key}",
        real_now(),
        {"batch": key, "lang": lang},
        asked_by=actor.person,
    )


def write(actor: Actor, key: str, lang: Lang, tell: Tell) -> dict[str, Any]:
    """Write the good rows of an upload through the door; answers with what was done and what was refused.

    `tell(done, all)` is called every few rows. A second run finds the rows of the first unchanged.
    """
    found = kept(actor, PURPOSE, about=key)
    assert found is not None
    kind, content = found.data["kind"], base64.b64decode(found.data["file"])
    plan = _judge(actor, kind, content)
    steps = [step for step in plan.steps if step.acts]
    codes = _codes(actor, key, steps) if kind == "people" else {}
    made: dict[int, Any] = {}
    refused: list[dict[str, Any]] = []
    for begin in range(0, len(steps), CHUNK):
        for step in steps[begin : begin + CHUNK]:
            reasons = _write_row(actor, step, made, codes)
            refused += [{"row": step.row, "text": say(reason, lang)} for reason in reasons]
        tell(min(begin + CHUNK, len(steps)), len(steps))
    _drop_unused_slips(actor, key)
    answer = {
        "done": len(steps) - len({r["row"] for r in refused}),
        "refused": refused[:SHOWN],
        "bad": len(plan.findings),
    }
    keep(actor, PURPOSE, found.data | {"state": "done", "answer": answer}, about=key)
    return answer


def _logins(steps: Sequence[Step]) -> dict[str, tuple[str, str]]:
    """Login -> name and unit of every account the steps open."""
    new = [(do.given({}), do.subject) for step in steps for do in step.acts if do.action == "person.add"]
    return {given.login: (given.name, unit.name) for given, unit in new}


def _codes(actor: Actor, key: str, steps: Sequence[Step]) -> dict[str, str]:
    """First passwords by login, sealed before any account exists; an interrupted run finds its own again."""
    earlier = sealed_slips(actor, key)
    known = {slip.login: slip.password for slip in earlier}
    wanted = {login: who for login, who in _logins(steps).items() if login not in known}
    fresh = {login: slip_code() for login in wanted}
    if fresh:
        made = [Slip(*wanted[login], login, code) for login, code in fresh.items()]
        keep_slips(actor, key, [*earlier, *made])
    return known | fresh


def _write_row(actor: Actor, step: Step, made: dict[int, Any], codes: dict[str, str]) -> tuple[Finding, ...]:
    for do in step.acts:
        try:
            subject = _subject(do, made)
            if subject is None:
                return (Finding("exchange.upper_refused"),)
            given = do.given(made)
            if do.action == "person.add":
                given = replace(given, hashed=slip_hash(codes[given.login]))
            done = perform(do.action, subject=subject, actor=actor, given=given)
        except Refused as no:
            return no.reasons
        except OutOfScope:
            return (Finding("door.out_of_scope"),)
        if do.action in ("unit.add_below", "person.add", "post.appoint"):
            made[step.row] = done.subject
    return ()


def _subject(do: Do, made: dict[int, Any]) -> Subject | None:
    return do.subject if isinstance(do.subject, Subject) else made.get(do.subject)


def _drop_unused_slips(actor: Actor, key: str) -> None:
    """Slips of accounts that were refused are never printed."""
    slips = sealed_slips(actor, key)
    if slips:
        made = set(
            Person.objects.of_tenant(actor.tenant)
            .filter(login__in=[s.login for s in slips])
            .values_list("login", flat=True)
        )
        keep_slips(actor, key, [slip for slip in slips if slip.login in made])


@job("exchange")
def write_in_background(run: Run) -> dict[str, Any]:
    """Write a large upload as the person who asked for it; progress and lease are renewed as it goes."""
    person = Person.objects.of_tenant(run.tenant_id).select_related("tenant", "home").get(pk=run.asked_by)
    actor = actor_of(person, clock(run.tenant_id).today)

    def tell(done: int, all_rows: int) -> None:
        until = real_now() + timedelta(minutes=5)
        Run.objects.of_tenant(run.tenant_id).filter(pk=run.pk).update(
            progress=done * 100 // max(all_rows, 1), leased_until=until
        )

    return write(actor, run.given["batch"], run.given.get("lang", "zh"), tell)


@daily("exchange_swept")
def sweep(tenant: int, today: date) -> int:  # noqa: ARG001 - daily jobs share one shape
    """Uploaded tables and slips nobody fetched are destroyed after seven days: they hold personal data."""
    before = clock(tenant).now - timedelta(days=KEPT_DAYS)
    old = Kept.objects.of_tenant(tenant).filter(purpose__in=(PURPOSE, "slips"), at__lt=before)
    count, _ = old.delete()
    return count


def new_batch_key() -> str:
    """A key for slips that come from no table."""
    return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))
