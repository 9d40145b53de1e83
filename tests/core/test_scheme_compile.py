"""A compiled scheme is a set of machines everybody can walk to an end, equal for equal files."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.scheme_variants.variants import original
from tests.factories.schemes import FILES, checked

from touyan.core import scheme as schemes
from touyan.core.scheme import CONDITIONS, SUBJECT_KINDS, Compiled, Scheme, check, expand
from touyan.core.workflow import Allowed, Denied, Machine, Position, PostValue, decide, from_plain, to_plain
from touyan.foundation.wording.sentences.explain import machine_words

# optional pieces of the Wuhua file: cutting any of them must leave a scheme that still compiles and flows
STAGE_KINDS = (
    "vetting",
    "publicity",
    "plan",
    "funding",
    "progress",
    "supervision",
    "assessment",
    "publication",
)


def scheme_of(text: str) -> Scheme:
    checked = check(text.encode())
    assert checked.scheme is not None, checked.findings
    return checked.scheme


@cache
def wuhua() -> Compiled:
    return schemes.compile(scheme_of(original()))


def whole(kinds: set[str]) -> set[str]:
    """These stages and all that could not be carried out without them."""
    if kinds & {"plan", "progress"}:
        kinds = kinds | {"plan", "progress", "funding", "supervision", "assessment"}
    return kinds | {"publicity"} if "publication" in kinds else kinds


def without_stages(kinds: set[str]) -> str:
    """The Wuhua file without these stages and without what speaks of them."""
    kinds = whole(kinds)
    head, rest = original().split("\nstages:\n")
    body, tail = rest.split("\n# 十、")
    blocks = body.split("\n  - kind: ")
    kept = [blocks[0], *(b for b in blocks[1:] if b.split()[0] not in kinds)]
    text = head + "\nstages:\n" + "\n  - kind: ".join(kept) + "\n# 十、" + tail
    if "publicity" in kinds:
        text = text.replace(", after_publicity: true", "")
    if "assessment" in kinds:
        text = text.replace("of: [decision, assessment]", "of: [decision]")
        text = text.replace(
            "assessment_grades, audience: tenant, after_publicity: true",
            "assessment_grades, audience: tenant",
        )
    return text


def reached(machine: Machine) -> set[str]:
    seen, queue = {machine.initial}, [machine.initial]
    while queue:
        here = queue.pop()
        for edge in machine.edges:
            if here in edge.sources and edge.target is not None and edge.target not in seen:
                seen.add(edge.target)
                queue.append(edge.target)
    return seen


def hold_laws(compiled: Compiled) -> None:
    for kind, machine in compiled.machines.items():
        assert reached(machine) == set(machine.states), kind
        for state in machine.states.values():
            ways = [
                e for e in machine.edges if state.name in e.sources and e.target not in (None, state.name)
            ]
            assert bool(ways) != state.final, (kind, state.name)
        for edge in machine.edges:
            assert edge.roles, (kind, edge.action)
            assert set(edge.roles) <= set(machine.roles), (kind, edge.action)
            assert edge.sources <= set(machine.states), (kind, edge.action)
            assert edge.target is None or edge.target in machine.states
            assert set(edge.needs) <= set(CONDITIONS[kind]), (kind, edge.action)


def test_every_subject_kind_of_the_path_has_its_machine():
    made = [schemes.compile(checked(file).scheme).machines for file in FILES]
    assert {kind for machines in made for kind in machines} == set(SUBJECT_KINDS)
    assert set(wuhua().machines) == set(SUBJECT_KINDS) - {"contest", "post_assessment"}
    cadres = schemes.compile(check(original("caochang").encode()).scheme)
    assert set(cadres.machines) == {"scheme_version", "post_assessment"}
    hold_laws(cadres)


def test_an_assessment_of_people_is_confirmed_by_a_hand_that_neither_entered_nor_scored():
    machine = schemes.compile(check(original("caochang").encode()).scheme).machines["post_assessment"]
    (edge,) = machine.edges_of("post_assessment.confirm")
    assert set(edge.not_by) == {"post_assessment.enter_sheets", "post_assessment.score"}
    assert (edge.roles, edge.needs) == (("group_head",), ("grade_within_quota",))


def test_every_state_is_reached_every_unfinished_one_left_and_every_role_known():
    hold_laws(wuhua())


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(STAGE_KINDS)))
def test_any_stage_may_be_left_out_and_the_machines_still_flow(kinds: set[str]):
    hold_laws(schemes.compile(scheme_of(without_stages(kinds))))


def test_the_laws_notice_a_machine_with_a_dead_end():
    machine = wuhua().machines["need"]
    broken = Machine(machine.kind, machine.initial, machine.states, machine.edges[:1], machine.roles)
    with pytest.raises(AssertionError):
        hold_laws(Compiled({"need": broken}, "", {}))


def test_wuhua_returns_at_each_level_and_goes_on_to_the_meeting():
    machine = wuhua().machines["application"]
    assert list(machine.states) == [
        "draft", "checking", "signing", "vetting.organization_department", "returned.organization_department",
        "vetting.leading_group", "returned.leading_group", "meeting", "revising", "revision_answered", "approved",
        "self_implemented", "withdrawn",
    ]  # fmt: skip
    passes = {tuple(e.sources): e.target for e in machine.edges_of("application.pass")}
    assert passes == {
        ("vetting.organization_department",): "vetting.leading_group",
        ("vetting.leading_group",): "meeting",
    }
    (submit,) = machine.edges_of("application.submit")
    assert submit.leader_only
    assert submit.needs == ("call_open", "form_complete", "secretary_in_office", "quota_left", "within_year")


def test_without_a_checker_drafting_goes_straight_to_the_signature():
    text = original().replace("    checker: unit_checker  ", "    # checker  ")
    machine = schemes.compile(scheme_of(text)).machines["application"]
    assert "checking" not in machine.states
    assert machine.actions()[:2] == ("application.attach_scan", "application.pass_to_sign")
    hold_laws(schemes.compile(scheme_of(text)))


def test_without_approval_after_revision_nobody_revises():
    text = (
        original()
        .replace("      approved_after_revision: {label", "      #")
        .replace("outcomes: [approved, approved_after_revision]", "outcomes: [approved]")
    )
    compiled = schemes.compile(scheme_of(text))
    assert {"revising", "revision_answered"}.isdisjoint(compiled.machines["application"].states)
    hold_laws(compiled)


def test_a_third_level_of_vetting_is_a_line_in_the_file():
    level = "      town: {label: {zh: 街道初核}, role: unit_checker}\n      organization_department: {label"
    text = original().replace(
        "      organization_department: {label: {zh: 区委组织部初审", level + ": {zh: 区委组织部初审"
    )
    machine = schemes.compile(scheme_of(text)).machines["application"]
    assert [s for s in machine.states if s.startswith("vetting.")] == [
        "vetting.town", "vetting.organization_department", "vetting.leading_group",
    ]  # fmt: skip
    assert machine.edges_of("application.submit")[0].target == "vetting.town"


def test_a_drafter_of_any_unit_begins_an_application_on_the_office_s_call():
    machine = wuhua().machines["call"]
    (edge,) = machine.edges_of("application.create")
    assert {machine.roles[r].of for r in edge.roles} == {"tenant"}
    call = Position("open", unit=1, path="/1/", conditions={"call_open": ()})
    assert isinstance(
        decide(machine, call, 7, (PostValue(3, "drafter", 9, "/5/9/"),), "application.create"), Allowed
    )
    assert isinstance(
        decide(machine, call, 7, (PostValue(3, "vetter", 9, "/5/9/"),), "application.create"), Denied
    )


def test_a_deputy_cannot_hand_in_even_by_delegation():
    machine = wuhua().machines["application"]
    needs = machine.edges_of("application.submit")[0].needs
    at = Position("signing", unit=9, path="/5/9/", conditions=dict.fromkeys(needs, ()))
    secretary = PostValue(1, "secretary", 9, "/5/9/")
    delegated = PostValue(1, "secretary", 9, "/5/9/", is_delegated=True)
    deputy = PostValue(2, "deputy_secretary", 9, "/5/9/")
    assert isinstance(decide(machine, at, 7, (secretary,), "application.submit"), Allowed)
    refused = decide(machine, at, 8, (delegated,), "application.submit")
    assert isinstance(refused, Denied)
    assert [r.code for r in refused.reasons] == ["door.leader_only"]
    refused = decide(machine, at, 8, (deputy,), "application.submit")
    assert isinstance(refused, Denied)
    assert [r.code for r in refused.reasons] == ["door.not_yours"]


def test_equal_sources_have_equal_digests_and_comments_do_not_count():
    again = schemes.compile(
        scheme_of("# a remark\n" + original().replace("year: 2026\n", "year:   '2026'\n"))
    )
    assert again.digest == wuhua().digest
    assert schemes.compile(scheme_of(original().replace("n: 15}", "n: 14}"))).digest != wuhua().digest


def test_the_order_of_vetting_levels_is_part_of_the_digest():
    lines = original().split("\n")
    first = next(i for i, line in enumerate(lines) if "zh: 区委组织部初审" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    assert schemes.compile(scheme_of("\n".join(lines))).digest != wuhua().digest


def test_machines_survive_storage_as_json():
    for machine in wuhua().machines.values():
        stored = json.loads(json.dumps(to_plain(machine)))
        assert from_plain(stored) == machine
    assert json.loads(json.dumps(dict(wuhua().plain))) == dict(wuhua().plain)


def test_the_expanded_form_writes_every_default_out():
    expanded = expand(scheme_of(original()))
    assert expanded["quiet"] == {"from": "20:00", "to": "08:00"}
    assert expanded["stages"][2]["trim"] is None
    assert expanded["stages"][7]["lights"]["levels"][0]["any"][0] == {
        "gap_over": "30", "overdue_over": None, "due_within": None,
    }  # fmt: skip


def test_default_labels_name_every_state_and_action_and_the_scheme_s_own_win():
    text = original().replace(
        "\nseen:\n",
        "\nmachines:\n  application:\n    labels: {meeting: {zh: 待例会审议}}\n    actions: {submit: {zh: 报送}}\n\nseen:\n",
    )
    machines = schemes.compile(scheme_of(text), machine_words()).machines
    for kind, machine in machines.items():
        assert all(state.label.zh and "{" not in state.label.zh for state in machine.states.values()), kind
        assert all(edge.label.zh for edge in machine.edges), kind
    application = machines["application"]
    assert application.states["meeting"].label.zh == "待例会审议"
    assert application.states["returned.leading_group"].label.zh == "区委党建工作领导小组审核退回修改"
    assert {e.label.zh for e in application.edges_of("application.submit")} == {"报送"}
    assert {e.label.zh for e in application.edges_of("application.pass")} == {"审核通过"}


def test_an_override_may_add_a_state_and_lead_through_it():
    extra = """
machines:
  report:
    states: {in_review: {label: {zh: 复核中, en: In review}}}
    edges:
      - {action: report.accept, from: [submitted], to: in_review, roles: [department_vetter]}
      - {action: report.accept, from: [in_review], to: accepted, roles: [department_head]}

seen:
"""
    compiled = schemes.compile(scheme_of(original().replace("\nseen:\n", extra)))
    accepts = [
        (sorted(e.sources), e.target, e.roles) for e in compiled.machines["report"].edges_of("report.accept")
    ]
    assert accepts == [
        (["submitted"], "in_review", ("department_vetter",)),
        (["in_review"], "accepted", ("department_head",)),
    ]
    hold_laws(compiled)
