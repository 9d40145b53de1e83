"""The contest as the office meets it: planned, listed with reasons, typed in sealed, computed, confirmed by another hand."""

from __future__ import annotations

from datetime import date

import pytest

from touyan.foundation.people.models import Person
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.application.models import Application
from touyan.stages.review.models import Contest, ContestEntry

SPAN = (date(2026, 3, 2), date(2026, 11, 30))
DAY = date(2026, 5, 26)
STREETS = 4
COMPOSITION = """      size: 16
      composition:
        - {applies_to: {unit_kinds: [town]}, n: 1}
        - {applies_to: {unit_kinds: [street]}, n: 5}
        - {applies_to: {unit_kinds: [village]}, n: 2}
        - {applies_to: {unit_kinds: [community]}, n: 8}
"""
LADDER = "n: 2, split: {street_group: 1, community_group: 1}"


@pytest.fixture
def home(db, tmp_path):
    """The district with three streets of which two are listed, and one first prize."""
    text = (ROOT / "schemes" / "yangquan" / "scheme.yaml").read_text(encoding="utf-8")
    assert text.count(COMPOSITION) == text.count(LADDER) == 1
    text = text.replace(
        COMPOSITION, "      size: 3\n      composition: [{applies_to: {unit_kinds: [street]}, n: 3}]\n"
    )
    text = text.replace(LADDER, "n: 1, split: {street_group: 1, community_group: 0}")
    text = "\n".join(
        line
        for line in text.split("\n")
        if not any(f"name: {a}, label" in line for a in ("second", "third", "merit"))
    )
    file = tmp_path / "scheme.yaml"
    file.write_text(text, encoding="utf-8")
    made = settle("阳泉市城区", "140302", "yangquan", "x", date(2026, 1, 5))
    introduce(made, file, [NewUnit("street", f"示例{n}街道") for n in range(1, STREETS + 1)])
    made.version = made.versions["yangquan-contest"]
    made.call = walk.open_call(made, made.version, (date(2026, 1, 5), date(2026, 3, 31)))
    for unit in made.units:
        drawn = walk.draft(made, made.call, unit, f"{unit.name}项目", SPAN, background__class="innovation")
        walk.vet(made, walk.hand_in(made, drawn))
    walk.meet(made, made.call, date(2026, 4, 20))
    made.today(DAY)
    return made


@pytest.fixture
def page(home, client_of):
    """A signed-in client for who holds a role."""

    def of(role, unit=None):
        return client_of(Person.objects.everything().get(pk=home.by(role, home.version, unit).person).login)

    return of


def text(response):
    return response.content.decode()


def planned(home, clerk):
    clerk.post(
        f"/calls/{home.call.key}/contest", {"title": "书记项目大赛", "held_on": "2026-05-26", "round": ""}
    )
    return Contest.objects.of_tenant(home.tenant).get()


def keys(contest):
    return [str(e.application.key) for e in contest.entries.order_by("order").select_related("application")]


def listed(home, clerk):
    contest = planned(home, clerk)
    chosen = keys(contest)[:3]
    clerk.post(f"/contests/{contest.key}/list", {"chosen": chosen, "common": "材料还不够具体。"})
    clerk.post(f"/contests/{contest.key}/open", {})
    contest.refresh_from_db()
    return contest, chosen


def sheet(contest, layer, judge, chosen, less=0):
    rule = contest.scheme_version.rules.contest.layers[{"pre_review": 0, "live_panel": 2}[layer]]
    told = {
        f"mark-{key}-{c.name}": str(c.points - less - place)
        for place, key in enumerate(chosen)
        for c in rule.criteria.values()
    }
    return told | {"judge": judge}


def type_in(clerk, contest, chosen, same=()):
    for layer, judges in (("pre_review", 5), ("live_panel", 5)):
        for n in range(1, judges + 1):
            told = sheet(contest, layer, f"评委{n}", chosen)
            for key in same:
                told |= {
                    name.replace(chosen[0], key): value for name, value in told.items() if chosen[0] in name
                }
            clerk.post(f"/contests/{contest.key}/enter/{layer}", told)
    count = {
        f"mark-{key}-{name}": value for key in chosen for name, value in (("likes", "17"), ("ballots", "20"))
    }
    clerk.post(f"/contests/{contest.key}/enter/public_jury", count)
    clerk.post(f"/contests/{contest.key}/close", {})
    contest.refresh_from_db()


def test_the_office_plans_a_contest_from_the_call_and_finds_it_among_its_duties(home, page):
    clerk = page("office_clerk")
    assert f"/calls/{home.call.key}/contest" in text(clerk.get("/contests"))
    contest = planned(home, clerk)
    assert text(clerk.get(f"/contests/{contest.key}")).count("示例") >= STREETS
    assert f"/contests/{contest.key}" in text(clerk.get("/desk"))


def test_a_wrong_list_comes_back_with_what_was_typed_and_why(home, page):
    clerk = page("office_clerk")
    contest = planned(home, clerk)
    one, *rest = keys(contest)
    answer = clerk.post(f"/contests/{contest.key}/list", {"chosen": [one], f"why-{rest[0]}": "理由甲"})
    assert answer.status_code == 422
    assert "方案规定入围 3 个" in text(answer)
    assert "理由甲" in text(answer)
    assert "请写明理由" in text(answer)


def test_who_is_not_listed_reads_why_at_once_and_nobody_else_is_told(home, page):
    contest, _ = listed(home, page("office_clerk"))
    left_out = ContestEntry.objects.of_tenant(home.tenant).get(contest=contest, is_listed=False)
    unit = left_out.application.unit
    own = text(page("secretary", unit).get(f"/applications/{left_out.application.key}", follow=True))
    project = left_out.application.project
    own += text(page("secretary", unit).get(f"/projects/{project.key}"))
    assert "材料还不够具体。" in own
    other = next(u for u in home.units if u.pk != unit.pk)
    assert page("secretary", other).get(f"/contests/{contest.key}").status_code == 404


def test_marks_are_sealed_until_the_closing_even_from_who_typed_them(home, page):
    clerk = page("office_clerk")
    contest, chosen = listed(home, clerk)
    clerk.post(f"/contests/{contest.key}/enter/live_panel", sheet(contest, "live_panel", "评委甲", chosen, 3))
    seen = text(clerk.get(f"/contests/{contest.key}/enter/live_panel"))
    assert "评委甲" in seen
    assert 'value="12"' not in seen
    assert clerk.get(f"/contests/{contest.key}/result").status_code == 404
    assert clerk.get(f"/contests/{contest.key}/score.json").status_code == 404


def test_a_mark_outside_its_points_keeps_what_was_typed(home, page):
    clerk = page("office_clerk")
    contest, chosen = listed(home, clerk)
    told = sheet(contest, "pre_review", "评委1", chosen) | {f"mark-{chosen[0]}-pertinence": "31"}
    answer = clerk.post(f"/contests/{contest.key}/enter/pre_review", told)
    assert answer.status_code == 422
    assert 'value="31"' in text(answer)
    over = {f"mark-{key}-{name}": "21" for key in chosen for name in ("likes", "ballots")}
    assert "不能多于评审团 20 人" in text(clerk.post(f"/contests/{contest.key}/enter/public_jury", over))


def test_the_result_is_confirmed_by_another_hand_and_shows_how_it_came_about(home, page):
    clerk, head = page("office_clerk"), page("office_head")
    contest, chosen = listed(home, clerk)
    type_in(clerk, contest, chosen)
    assert contest.state == "scored"
    shown = text(head.get(f"/contests/{contest.key}/result"))
    assert "17 ÷ 20 × 100 = 85.00" in shown
    clerk.post(f"/contests/{contest.key}/result", {})
    contest.refresh_from_db()
    assert contest.state == "scored"
    head.post(f"/contests/{contest.key}/result", {})
    contest.refresh_from_db()
    assert contest.state == "awarded"
    first = Application.objects.of_tenant(home.tenant).get(key=chosen[0])
    assert first.contest_entries.get().award == "first"
    assert head.get(f"/contests/{contest.key}/score.json").json()["layers"][1]["kind"] == "ballot"
    assert "一等奖" in text(page("secretary", first.unit).get(f"/projects/{first.project.key}"))


def test_a_tie_for_the_prize_waits_for_a_vote_on_record(home, page):
    clerk, head = page("office_clerk"), page("office_head")
    contest, chosen = listed(home, clerk)
    type_in(clerk, contest, chosen, same=chosen[1:2])
    assert "同分，须表决分配" in text(head.get(f"/contests/{contest.key}/result"))
    both = {f"award-{key}": "first" for key in chosen[:2]} | {"record": "5月26日第1号"}
    head.post(f"/contests/{contest.key}/result", both)
    contest.refresh_from_db()
    assert contest.state == "scored"
    head.post(f"/contests/{contest.key}/result", both | {f"award-{chosen[0]}": ""})
    contest.refresh_from_db()
    assert contest.state == "awarded"
    awards = {str(e.application.key): e.award for e in contest.entries.filter(is_listed=True)}
    assert awards == {chosen[0]: "", chosen[1]: "first", chosen[2]: ""}


def test_sending_back_voids_the_figures_until_it_is_closed_again(home, page):
    clerk, head = page("office_clerk"), page("office_head")
    contest, chosen = listed(home, clerk)
    type_in(clerk, contest, chosen)
    head.post(f"/contests/{contest.key}/send-back", {})
    contest.refresh_from_db()
    assert (contest.state, contest.computed) == ("scoring", {})
    clerk.post(f"/contests/{contest.key}/close", {})
    contest.refresh_from_db()
    assert contest.state == "scored"


def test_residents_part_is_recorded_on_its_page_and_the_missing_phases_stay_named(home, page):
    one = Application.objects.of_tenant(home.tenant).filter(unit=home.units[0]).get()
    drafter = page("unit_drafter", home.units[0])
    at = f"/applications/{one.key}/residents"
    assert text(drafter.get(at)).count("还没有记录") == 4
    told = {"phase": "planning", "what": "居民议事会定方案", "how_many": "36", "on": "2026-05-20"}
    assert drafter.post(at, told).status_code == 302
    assert drafter.post(at, told | {"on": "2026-05-27"}).status_code == 422
    shown = text(drafter.get(at))
    assert ("居民议事会定方案" in shown, shown.count("还没有记录")) == (True, 3)
    office = text(page("office_head").get(at))
    assert "居民议事会定方案" in office
    assert "记录群众参与" not in office
