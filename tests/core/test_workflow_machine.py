"""A machine is a value: stored as JSON it comes back the same, and it always has words for a state."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.workflow import Edge, Label, Machine, Role, State, from_plain, to_plain

NAMES = st.sampled_from(["draft", "sent", "done", "vetting.town"])
LABELS = st.builds(Label, st.text(max_size=6), st.text(max_size=6))
ROLES = st.builds(
    Role, st.sampled_from(["a", "b"]), st.frozensets(st.sampled_from(["head", "clerk"])),
    st.sampled_from(["own", "body", "system"]), st.text(max_size=4), LABELS,
)  # fmt: skip
EDGES = st.builds(
    Edge, st.sampled_from(["paper.send", "paper.save"]), st.frozensets(NAMES, min_size=1), st.none() | NAMES,
    st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple), st.lists(st.text(max_size=4), max_size=2).map(tuple),
    st.booleans(), st.lists(st.text(max_size=4), max_size=2).map(tuple), LABELS,
)  # fmt: skip
MACHINES = st.builds(
    lambda states, edges, roles: Machine("paper", "draft", {s.name: s for s in states}, tuple(edges), {r.name: r for r in roles}),
    st.lists(st.builds(State, NAMES, LABELS, st.booleans()), max_size=4),
    st.lists(EDGES, max_size=5),
    st.lists(ROLES, max_size=2),
)  # fmt: skip


@given(MACHINES)
def test_a_stored_machine_comes_back_unchanged(machine: Machine):
    assert from_plain(json.loads(json.dumps(to_plain(machine)))) == machine


@given(MACHINES)
def test_equal_machines_have_equal_bytes(machine: Machine):
    assert json.dumps(to_plain(machine)) == json.dumps(to_plain(from_plain(to_plain(machine))))


def test_a_row_somebody_shortened_is_not_read():
    plain = to_plain(Machine("paper", "draft", {"draft": State("draft")}, ()))
    del plain["initial"]
    with pytest.raises(KeyError):
        from_plain(plain)


def test_a_state_without_a_label_is_called_by_its_name():
    machine = Machine("paper", "draft", {"draft": State("draft"), "sent": State("sent", Label("已报"))}, ())
    assert machine.label_of("draft") == Label("draft", "draft")
    assert machine.label_of("sent") == Label("已报")
    assert machine.label_of("nowhere") == Label("nowhere", "nowhere")


def test_actions_are_listed_once_in_declared_order():
    edges = tuple(Edge(a, frozenset({"draft"}), None, ()) for a in ("b.x", "a.x", "b.x"))
    machine = Machine("paper", "draft", {"draft": State("draft")}, edges)
    assert machine.actions() == ("b.x", "a.x")
    assert len(machine.edges_of("b.x")) == 2
