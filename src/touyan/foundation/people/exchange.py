"""People and posts in and out as tables: what each row of an upload would do, decided before anything is written.

A person is known by hidden id, else by login; a post by hidden id, else by login, unit and kind. The same file twice
changes nothing. Accounts never need an e-mail address.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.people.actions import Appointment, Correction, Ending, Home, NewPerson
from touyan.foundation.people.conditions import appointment_faults
from touyan.foundation.people.kinds import kind_label
from touyan.foundation.people.models import Person, Post
from touyan.foundation.people.queries import people, posts
from touyan.foundation.people.rules import POST_KINDS
from touyan.foundation.sheets import Column, Ledger, Row, Table, write_ledger
from touyan.foundation.units.exchange import Do, Places, Plan, Step, cell_of, path_words, place_fault
from touyan.foundation.units.models import Unit
from touyan.foundation.units.queries import units

LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")
KINDS = {label.zh: name for name, label in POST_KINDS.items()}
UNIT = Column(
    "unit",
    "所在单位",
    is_required=True,
    longest=200,
    width=22,
    guide="写全称、简称或代码；重名时写成“上级/单位”。",
)
PEOPLE = (
    Column("name", "姓名", is_required=True, longest=40),
    Column(
        "login",
        "登录名",
        is_required=True,
        longest=40,
        guide="3至40位字母、数字、点、横线，全县不重复；不需要邮箱。",
    ),
    UNIT,
    Column("phone", "电话", "phone"),
)
POSTS = (
    Column("login", "登录名", is_required=True, longest=40),
    Column("name", "姓名", longest=40, guide="选填，填了就与登录名核对。"),
    Column("unit", "任职单位", is_required=True, longest=200, width=22, guide=UNIT.guide),
    Column("kind", "岗位", "choice", is_required=True, choices=tuple(KINDS)),
    Column("title", "职务名称", longest=40),
    Column("from_on", "任职起始日期", "date", guide="不填为写入当天。"),
    Column("to_on", "任职截止日期", "date", guide="长期任职不填；在任的填了不晚于今天的日期即办理离任。"),
)


def _begun(actor: Actor, table: Table) -> tuple[Plan, Places]:
    plan = Plan(table, findings={row: list(found) for row, found in table.finding_rows.items()})
    return plan, Places(units(actor).filter(state="active"))


def _unit_of(plan: Plan, places: Places, row: Row, columns: tuple[Column, ...]) -> Unit | None:
    """The unit a row means; a finding at the cell otherwise."""
    text = str(row.values["unit"])
    found = places.find(text)
    fault = place_fault(found, text, cell_of(plan.table, columns, row.number, "unit"))
    if fault is not None:
        plan.refuse(row.number, fault)
        return None
    return found[0].unit


def plan_people(actor: Actor, table: Table, today: str) -> Plan:  # noqa: ARG001 - plans share one shape
    """Judge every good row of a table of people."""
    plan, places = _begun(actor, table)
    wanted = {str(row.values["login"]) for row in table.rows}
    own = {p.login: p for p in people(actor).select_related("home")}
    keys = {str(p.key): p for p in own.values()}
    foreign = set(
        Person.objects.everything().filter(login__in=wanted - own.keys()).values_list("login", flat=True)
    )
    for row in table.rows:
        fault = _login_fault(row, own, keys, foreign)
        if fault:
            plan.refuse(
                row.number,
                Finding(fault, cell_of(table, PEOPLE, row.number, "login"), {"login": row.values["login"]}),
            )
            continue
        unit = _unit_of(plan, places, row, PEOPLE)
        if unit is not None:
            plan.steps.append(_person_step(row, keys.get(row.id) or own.get(str(row.values["login"])), unit))
    return plan


def _login_fault(row: Row, own: dict[str, Person], keys: dict[str, Person], foreign: set[str]) -> str:
    login = str(row.values["login"])
    if row.id and row.id not in keys:
        return "exchange.id_unknown"
    if row.id and keys[row.id].login != login:
        return "exchange.login_fixed"
    if login in own:
        return ""
    if login in foreign:
        return "person.login_taken"
    return "" if LOGIN.fullmatch(login) else "exchange.login_shape"


def _person_step(row: Row, person: Person | None, unit: Unit) -> Step:
    name, login, phone = str(row.values["name"]), str(row.values["login"]), str(row.values["phone"] or "")
    if person is None:
        new = NewPerson(name, login, phone)
        return Step(row.number, "new", (Do("person.add", unit, lambda _made: new),))
    acts: list[Do] = []
    told = Correction(name, phone or person.phone)
    if (told.name, told.phone) != (person.name, person.phone):
        acts.append(Do("person.correct", person, lambda _made: told))
    if unit.pk != person.home_id:
        home = Home(str(unit.key))
        acts.append(Do("person.rehome", person, lambda _made: home))
    return Step(row.number, "changed" if acts else "same", tuple(acts))


def plan_posts(actor: Actor, table: Table, today: str) -> Plan:
    """Judge every good row of a table of posts; new ones wait for the second person as always."""
    plan, places = _begun(actor, table)
    own = {p.login: p for p in people(actor).select_related("home")}
    open_posts = list(posts(actor).exclude(state="ended").select_related("person", "unit"))
    held = {(p.person_id, p.unit_id, p.kind): p for p in open_posts}
    secretaries: dict[int, int] = {}
    for row in table.rows:
        person = own.get(str(row.values["login"]))
        if person is None or (row.values["name"] and row.values["name"] != person.name):
            code = "exchange.person_unknown" if person is None else "exchange.name_differs"
            plan.refuse(
                row.number,
                Finding(code, cell_of(table, POSTS, row.number, "login"), {"login": row.values["login"]}),
            )
            continue
        unit = _unit_of(plan, places, row, POSTS)
        if unit is None:
            continue
        kind = KINDS[str(row.values["kind"])]
        post = held.get((person.pk, unit.pk, kind))
        if post is not None:
            _held(plan, row, post, today)
        elif row.id:
            plan.refuse(row.number, Finding("exchange.post_fixed", cell_of(table, POSTS, row.number, "kind")))
        elif kind == "secretary" and secretaries.setdefault(unit.pk, row.number) != row.number:
            plan.refuse(
                row.number,
                Finding(
                    "exchange.repeated",
                    cell_of(table, POSTS, row.number, "unit"),
                    {"row": secretaries[unit.pk]},
                ),
            )
        else:
            _appoint(plan, row, (person, unit, kind), today)
    return plan


def _held(plan: Plan, row: Row, post: Post, today: str) -> None:
    """A post already held: only its end can be written."""
    last = row.values["to_on"]
    if last is None or last == post.to_on:
        plan.steps.append(Step(row.number, "same"))
    elif (
        isinstance(last, date)
        and last.isoformat() <= today
        and post.state == "in_office"
        and last >= post.from_on
    ):
        plan.steps.append(
            Step(row.number, "changed", (Do("post.end", post, lambda _made: Ending(last.isoformat())),))
        )
    else:
        plan.refuse(
            row.number, Finding("exchange.post_fixed", cell_of(plan.table, POSTS, row.number, "to_on"))
        )


def _appoint(plan: Plan, row: Row, about: tuple[Person, Unit, str], today: str) -> None:
    person, unit, kind = about
    begin, last = row.values["from_on"], row.values["to_on"]
    if isinstance(last, date) and last.isoformat() < today:
        plan.steps.append(Step(row.number, "same"))
        return
    days = (
        begin if isinstance(begin, date) else date.fromisoformat(today),
        last if isinstance(last, date) else None,
    )
    faults = appointment_faults(person.tenant_id, unit, person, kind, days)
    for fault in faults:
        place = cell_of(
            plan.table, POSTS, row.number, fault.place if fault.place in ("kind", "to_on") else "login"
        )
        plan.refuse(row.number, Finding(fault.code, place, fault.facts))
    if not faults:
        new = Appointment(
            str(person.key),
            kind,
            str(row.values["title"] or ""),
            days[0].isoformat(),
            days[1].isoformat() if days[1] else "",
        )
        plan.steps.append(Step(row.number, "new", (Do("post.appoint", unit, lambda _made: new),)))


def people_ledger(actor: Actor, *, with_phones: bool, demonstration: str = "") -> tuple[bytes, int]:
    """Everybody in reach in the shape of the template, with hidden ids; phones only where asked. Also how many."""
    names = dict(units(actor).values_list("id", "name"))
    found = list(people(actor).select_related("home").order_by("home__path", "id"))
    columns = PEOPLE if with_phones else PEOPLE[:3]
    rows = [_person_cells(p, names)[: len(columns)] for p in found]
    ledger = Ledger(
        "人员名录", columns, rows, [str(p.key) for p in found], "人员表", "A4", demonstration=demonstration
    )
    return write_ledger(ledger), len(found)


def _person_cells(person: Person, names: dict[int, str]) -> tuple[Any, ...]:
    return person.name, person.login, path_words(person.home, names, with_own=True), person.phone


def posts_ledger(actor: Actor, demonstration: str = "") -> tuple[bytes, int]:
    """Posts proposed and held in reach, in the shape of the template, with hidden ids. Also how many."""
    names = dict(units(actor).values_list("id", "name"))
    found = list(
        posts(actor).exclude(state="ended").select_related("person", "unit").order_by("unit__path", "id")
    )
    rows = [
        (
            p.person.login,
            p.person.name,
            path_words(p.unit, names, with_own=True),
            kind_label(actor.tenant, p.kind).zh,
            p.title,
            p.from_on,
            p.to_on,
        )
        for p in found
    ]
    ledger = Ledger(
        "任职名录", POSTS, rows, [str(p.key) for p in found], "任职表", "A4", demonstration=demonstration
    )
    return write_ledger(ledger), len(found)
