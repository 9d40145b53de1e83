"""One decision for the door and the buttons: refusal by default, reasons a person can act on."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from touyan.core.findings import Finding
from touyan.core.workflow import (
    Allowed,
    Denied,
    Edge,
    Machine,
    Position,
    PostValue,
    Role,
    State,
    decide,
)

ROLES = {
    "drafter": Role("drafter", frozenset({"drafter"})),
    "leader": Role("leader", frozenset({"secretary"})),
    "parent": Role("parent", frozenset({"secretary"}), "parent"),
    "above": Role("above", frozenset({"secretary"}), "above"),
    "below": Role("below", frozenset({"secretary"}), "below"),
    "vetter": Role("vetter", frozenset({"vetter"}), "body", "department"),
    "office": Role("office", frozenset(), "tenant"),
    "helper": Role("helper", of="assigned", name_of="mentor"),
    "anyone": Role("anyone", of="anyone"),
    "system": Role("system", of="system"),
}
MACHINE = Machine(
    "paper",
    "draft",
    {name: State(name) for name in ("draft", "sent", "done")},
    (
        Edge("paper.save", frozenset({"draft"}), None, ("drafter",)),
        Edge(
            "paper.send", frozenset({"draft"}), "sent", ("leader",), ("complete", "in_time"), leader_only=True
        ),
        Edge("paper.accept", frozenset({"sent"}), "done", ("vetter",), not_by=("paper.send",)),
        Edge("paper.route", frozenset({"draft"}), "sent", ("drafter",), ("complete",)),
        Edge("paper.route", frozenset({"draft"}), "done", ("leader",)),
        *(Edge(f"paper.{name}", frozenset({"draft"}), None, (name,)) for name in ROLES),
        Edge("paper.ghost", frozenset({"draft"}), None, ("nobody_declared",)),
    ),
    ROLES,
)
# unit 9 under 5 under 1; department is unit 4
AT = Position(
    "draft", unit=9, path="/1/5/9/", bodies={"department": 4}, conditions={"complete": (), "in_time": ()}
)
DRAFTER = PostValue(11, "drafter", 9, "/1/5/9/")
SECRETARY = PostValue(12, "secretary", 9, "/1/5/9/")
VETTER = PostValue(13, "vetter", 4, "/1/4/")


def codes(decision: object) -> list[str]:
    assert isinstance(decision, Denied), decision
    return [reason.code for reason in decision.reasons]


def test_an_action_the_machine_does_not_know_is_refused():
    assert codes(decide(MACHINE, AT, 7, (DRAFTER,), "paper.burn")) == ["door.unknown_action"]


def test_an_action_in_the_wrong_state_is_refused_and_names_the_state():
    decision = decide(MACHINE, AT, 7, (VETTER,), "paper.accept")
    assert codes(decision) == ["door.wrong_state"]
    assert isinstance(decision, Denied)
    assert decision.reasons[0].facts["state"] == "draft"


def test_without_a_post_nothing_is_allowed():
    for action in MACHINE.actions():
        if action not in ("paper.anyone", "paper.accept"):
            assert codes(decide(MACHINE, AT, 7, (), action)) == ["door.not_yours"]


def test_a_role_nobody_declared_is_held_by_nobody():
    posts = (DRAFTER, SECRETARY, VETTER)
    assert codes(decide(MACHINE, AT, 7, posts, "paper.ghost")) == ["door.not_yours"]


@given(
    st.text(max_size=12),
    st.lists(
        st.builds(PostValue, st.integers(), st.text(max_size=8), st.integers(), st.text(max_size=8)),
        max_size=3,
    ),
)
def test_a_stranger_is_never_allowed(action: str, posts: list[PostValue]):
    """Posts with made-up kinds and units open no door, whatever the action."""
    closed = replace(
        MACHINE, edges=tuple(e for e in MACHINE.edges if not {"office", "anyone"} & set(e.roles))
    )
    for name in (action, *closed.actions()):
        assert isinstance(
            decide(closed, AT, 7, tuple(p for p in posts if p.unit not in (4, 9)), name), Denied
        )


def test_the_own_drafter_saves_and_the_state_stays():
    assert decide(MACHINE, AT, 7, (DRAFTER,), "paper.save") == Allowed("draft", DRAFTER, MACHINE.edges[0])


def test_the_same_post_in_another_unit_opens_nothing():
    elsewhere = replace(DRAFTER, unit=8, path="/1/5/8/")
    assert codes(decide(MACHINE, AT, 7, (elsewhere,), "paper.save")) == ["door.not_yours"]


def test_places_are_relative_to_the_matter():
    at_parent = PostValue(1, "secretary", 5, "/1/5/")
    at_root = PostValue(2, "secretary", 1, "/1/")
    at_child = PostValue(3, "secretary", 20, "/1/5/9/20/")
    at_sibling = PostValue(4, "secretary", 90, "/1/5/90/")
    allowed = {
        role: [p.id for p in (at_parent, at_root, at_child, at_sibling)
               if isinstance(decide(MACHINE, AT, 7, (p,), f"paper.{role}"), Allowed)]
        for role in ("parent", "above", "below", "leader")
    }  # fmt: skip
    assert allowed == {"parent": [1], "above": [1, 2], "below": [3], "leader": []}


def test_a_body_must_be_bound_and_the_post_stand_there():
    at = replace(AT, state="sent")
    assert isinstance(decide(MACHINE, at, 7, (VETTER,), "paper.accept"), Allowed)
    assert codes(decide(MACHINE, replace(at, bodies={}), 7, (VETTER,), "paper.accept")) == ["door.not_yours"]
    assert codes(decide(MACHINE, at, 7, (replace(VETTER, unit=9),), "paper.accept")) == ["door.not_yours"]


def test_an_assigned_person_is_the_one_written_into_the_matter():
    at = replace(AT, assigned={"mentor": frozenset({7})})
    assert isinstance(decide(MACHINE, at, 7, (), "paper.helper"), Allowed)
    assert codes(decide(MACHINE, at, 8, (DRAFTER,), "paper.helper")) == ["door.not_yours"]


def test_the_engine_s_own_acts_are_nobody_else_s():
    assert isinstance(decide(MACHINE, AT, 0, (), "paper.system"), Allowed)
    assert codes(decide(MACHINE, AT, 7, (DRAFTER, SECRETARY), "paper.system")) == ["door.not_yours"]
    assert codes(decide(MACHINE, AT, 0, (), "paper.anyone")) == ["door.not_yours"]


def test_the_leader_sends_in_person_and_no_delegate_does():
    """WH-14, FY-18."""
    assert isinstance(decide(MACHINE, AT, 7, (SECRETARY,), "paper.send"), Allowed)
    delegated = replace(SECRETARY, is_delegated=True)
    assert codes(decide(MACHINE, AT, 8, (delegated,), "paper.send")) == ["door.leader_only"]


def test_a_delegate_may_do_what_is_not_kept_for_the_leader():
    delegated = replace(DRAFTER, is_delegated=True)
    decision = decide(MACHINE, AT, 8, (delegated,), "paper.save")
    assert isinstance(decision, Allowed)
    assert decision.post == delegated


def test_the_own_post_goes_before_a_delegated_one_in_any_order():
    delegated = replace(SECRETARY, id=1, is_delegated=True)
    for posts in ((delegated, SECRETARY), (SECRETARY, delegated)):
        decision = decide(MACHINE, AT, 7, posts, "paper.send")
        assert isinstance(decision, Allowed)
        assert decision.post == SECRETARY


def test_four_eyes_refuse_the_hand_that_did_the_earlier_step():
    at = replace(AT, state="sent", doers={"paper.send": frozenset({7})})
    assert codes(decide(MACHINE, at, 7, (VETTER,), "paper.accept")) == ["door.same_hand"]
    assert isinstance(decide(MACHINE, at, 8, (VETTER,), "paper.accept"), Allowed)


def test_every_unmet_condition_is_told_at_once_and_an_unknown_one_refuses():
    missing = (Finding("form.missing", "title"), Finding("form.missing", "budget"))
    at = replace(AT, conditions={"complete": missing})
    assert codes(decide(MACHINE, at, 7, (SECRETARY,), "paper.send")) == [
        "form.missing", "form.missing", "door.condition_unknown",
    ]  # fmt: skip


def test_a_warning_does_not_stand_in_the_way():
    at = replace(AT, conditions={"complete": (Finding("form.slogan", level="warning"),), "in_time": ()})
    assert isinstance(decide(MACHINE, at, 7, (SECRETARY,), "paper.send"), Allowed)


def test_of_two_ways_the_one_open_to_the_actor_is_taken():
    blocked = replace(AT, conditions={"complete": (Finding("form.missing"),)})
    leader = decide(MACHINE, blocked, 7, (SECRETARY,), "paper.route")
    assert isinstance(leader, Allowed)
    assert leader.state == "done"
    assert codes(decide(MACHINE, blocked, 7, (DRAFTER,), "paper.route")) == ["form.missing"]
    both = decide(MACHINE, blocked, 7, (DRAFTER, SECRETARY), "paper.route")
    assert isinstance(both, Allowed)
    assert both.state == "done"
