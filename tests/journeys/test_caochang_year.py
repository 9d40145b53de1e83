"""操场乡 from its own file: a town assesses its own cadres inside its county's tenant, from the roll to the confirmed grade.

FY-26..FY-30: the meeting of January speaks of the year before; three groups of raters, among them the two committees of ten
villages; a coefficient for hard posts; weights by class; not everybody excellent. Results stay with those they concern.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from touyan.core.scheme import check
from touyan.foundation.ledger.door import OutOfScope, Refused, perform
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import findings
from touyan.foundation.notices.duties import duties
from touyan.foundation.people.models import Person
from touyan.foundation.people.queries import actor_of
from touyan.foundation.search.models import Entry
from touyan.foundation.web.pages import routes
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.appraisal.actions import Settled
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.sheets import Sheets

FILE = ROOT / "schemes" / "caochang" / "scheme.yaml"
MEETING = date(2027, 1, 19)
VILLAGES = 10
TEAM, COMMITTEES, RESIDENTS = 6, 3 * VILLAGES, 6


@pytest.fixture
def town(db):
    home = settle("分宜县", "360521", "fenyi", "x", date(2026, 1, 5))
    county = [NewUnit("township", "操场乡", is_fictional=False), NewUnit("township", "示例邻乡")]
    introduce(home, ROOT / "schemes" / "fenyi" / "scheme.yaml", county)
    villages = [NewUnit("village", f"示例{n}村") for n in range(1, VILLAGES + 1)]
    introduce(home, FILE, [NewUnit("bureau", "示例服务中心"), *villages], upper=home.units[0])
    place, centre, first = home.units[0], home.units[2], home.units[3]
    home.crowd(place, "section_head", 1, "信访维稳")
    home.crowd(place, "section_head", 1)
    home.crowd(place, "section_staff", 2)
    home.crowd(centre, "section_staff", 4)
    home.crowd(first, "village_stationed", 1)
    home.crowd(home.units[1], "section_staff", 3)
    return home


@pytest.fixture
def version(town):
    return town.versions["caochang-cadre-assessment"]


@pytest.fixture
def begun(town, version):
    """The window has opened: every post the scheme speaks of has its assessment."""
    town.today(date(2027, 1, 4))
    walk.ask_for_reports()
    town.today(MEETING)
    return rows(town)


def rows(home):
    found = PostAssessment.objects.of_tenant(home.tenant).select_related("post__unit", "post__person")
    return list(found.order_by("post__unit__path", "id"))


def of(home, name, kind, title=""):
    return next(
        one
        for one in rows(home)
        if (one.post.unit.name, one.post.kind, one.post.title) == (name, kind, title)
    )


def sheets(count, process, tasks, quality, effect):
    """That many sheets around these marks: every other one a quarter lower in its effect."""
    return [f"{process} {tasks} {quality} {effect - (n % 2) * 0.25:g}" for n in range(count)]


def marks(process=90, tasks=54, quality=36, effect=90):
    return {
        "team": sheets(TEAM - 1, process, tasks, quality, effect),
        "villages": sheets(COMMITTEES - 5, process - 4, tasks - 3, quality, effect - 1),
        "residents": sheets(RESIDENTS - 1, process - 7, tasks, quality - 2, effect + 1),
    }


def half_up(value, places=2):
    scaled = value * 10**places
    return Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**places)


def by_hand(given, weights, coefficient):
    """The score recomputed without the product: means of each group, groups, parts, coefficient, one rounding."""
    groups = {"team": 50, "villages": 30, "residents": 20}
    total = Fraction(0)
    for part, columns in {"process": (0,), "result": (1, 2), "effect": (3,)}.items():
        for name, share in groups.items():
            lines = [[Fraction(cell) for cell in line.split()] for line in given[name]]
            mean = half_up(sum((sum(line[c] for c in columns) for line in lines), Fraction(0)) / len(lines))
            total += mean * share * weights[part] / 10_000
    return f"{float(half_up(total * Fraction(coefficient))):.2f}"


def refused(act, *args):
    with pytest.raises(Refused) as no:
        act(*args)
    return [f.code for f in no.value.reasons]


def actor(home, person):
    return actor_of(Person.objects.everything().get(pk=person), MEETING)


PLAIN = {"process": 30, "result": 30, "effect": 40}
FRONT = {"process": 20, "result": 30, "effect": 50}


def test_the_window_of_january_begins_an_assessment_of_the_year_before_for_posts_of_the_own_area_only(begun):
    assert {one.year for one in begun} == {2026}
    assert sorted((one.post.unit.name, one.post.kind) for one in begun) == sorted(
        [("操场乡", "section_head")] * 2
        + [("操场乡", "section_staff")] * 2
        + [("示例服务中心", "section_staff")] * 4
        + [("示例1村", "village_stationed")]
    )
    before = len(begun)
    walk.ask_for_reports()
    assert PostAssessment.objects.everything().count() == before


def test_the_office_begins_by_hand_what_came_later_and_only_what_is_missing(town, version, begun, client_of):
    office = client_of(Person.objects.everything().get(pk=town.by("office", version).person).login)
    offer = f"/appraisals/begin/{version.key}"
    assert offer not in office.get("/appraisals").content.decode()
    assert refused(town.do, town.by("office", version), "post_assessment.begin", version) == [
        "appraisal.nothing_to_begin"
    ]
    town.crowd(town.units[4], "village_stationed", 1)
    assert offer in office.get("/appraisals").content.decode()
    assert office.post(offer).status_code == 302
    walk.settle_effects()
    assert len(rows(town)) == len(begun) + 1
    stranger = client_of(begun[0].post.person.login)
    assert stranger.post(offer).status_code == 404


def test_no_project_of_the_county_knows_the_towns_rule(town, version, begun):
    county = town.versions["fenyi-required-elective"]
    assert county.machine("post_assessment") is None
    assert version.machine("assessment") is None
    assert version.machine("project") is None


def test_the_score_is_what_the_sheets_say_weighed_by_group_class_and_post(town, begun):
    given = marks()
    cases = (
        ("操场乡", "section_head", "信访维稳", PLAIN, "1.2"),
        ("操场乡", "section_head", "", PLAIN, "1"),
        ("示例服务中心", "section_staff", "", PLAIN, "0.95"),
        ("示例1村", "village_stationed", "", FRONT, "1.1"),
    )
    scores = {}
    for unit, kind, title, weights, coefficient in cases:
        one = walk.rate(town, of(town, unit, kind, title), given, MEETING)
        scores[unit, title] = one.score
        assert (one.score, one.met_on) == (by_hand(given, weights, coefficient), MEETING)
        assert one.computed["coefficient"] == coefficient
        assert one.inputs["villages"]["roll"] == COMMITTEES
    assert len(set(scores.values())) == 4
    plain = of(town, "操场乡", "section_head")
    assert (plain.grade, plain.year, plain.met_on.year) == ("competent", 2026, 2027)
    steps = [step["code"] for step in plain.computed["steps"]]
    assert steps.count("rater_mean") == 9
    assert steps[-1] == "assess_graded"
    assert [(f.code, f.place) for f in findings()] == []


def test_without_a_quorum_in_every_group_nothing_is_scored(town, version, begun):
    one, few = begun[0], marks()
    few["residents"] = few["residents"][:4]
    assert refused(walk.rate, town, one, few, MEETING) == ["appraisal.quorum_missing"]
    one.refresh_from_db()
    assert (one.state, one.score) == ("open", "")
    reckoner = town.by("reckoner", version)
    assert refused(town.do, reckoner, "post_assessment.score", begun[1]) == ["appraisal.quorum_missing"] * 3


@pytest.mark.parametrize(
    ("lines", "valid", "code"),
    [
        (["90 54 36"], "1", "appraisal.marks_missing"),
        (["90 61 36 90"], "1", "appraisal.mark_outside"),
        (["90 54 36 x"], "1", "appraisal.mark_outside"),
        (["90 54 36 90.125"], "1", "appraisal.mark_outside"),
        (["90 54 36 90"] * 2, "3", "appraisal.count_differs"),
        (["90 54 36 90"] * 7, "7", "appraisal.beyond_roll"),
        (["90 54 36 90"], "one", "appraisal.not_a_count"),
    ],
)
def test_a_sheet_that_cannot_be_is_named_and_not_stored(town, version, begun, lines, valid, code):
    given = Sheets(MEETING.isoformat(), {"team": {"valid": valid, "marks": "\n".join(lines)}})
    office = town.by("office", version)
    assert refused(town.do, office, "post_assessment.enter_sheets", begun[0], given) == [code]
    begun[0].refresh_from_db()
    assert begun[0].inputs == {}


def test_sheets_are_kept_without_order_and_a_meeting_still_to_come_has_none(town, version, begun):
    office, one = town.by("office", version), begun[0]
    later = Sheets("2027-01-20", {"team": {"valid": "1", "marks": "90 54 36 90"}})
    assert refused(town.do, office, "post_assessment.enter_sheets", one, later) == ["appraisal.meeting_day"]
    typed = "95 50 30 80\n60，40，20，70\n88\t50\t30\t81"
    given = Sheets(MEETING.isoformat(), {"team": {"valid": "3", "spoiled": "1", "marks": typed}})
    town.do(office, "post_assessment.enter_sheets", one, given)
    one.refresh_from_db()
    assert one.inputs["team"]["marks"] == [
        ["60", "40", "20", "70"],
        ["88", "50", "30", "81"],
        ["95", "50", "30", "80"],
    ]


def test_another_hand_confirms_and_nobody_handles_his_own(town, version, begun):
    one = walk.rate(town, of(town, "示例1村", "village_stationed"), marks(80, 48, 32, 80), MEETING)
    group_head = town.by("group_head", version)
    reckoner = town.by("reckoner", version)
    assert refused(town.do, reckoner, "post_assessment.confirm", one) == ["door.not_yours"]
    done = town.do(group_head, "post_assessment.confirm", one)
    assert (done.state, done.final_on) == ("final", MEETING)
    own = begun[0]
    office = Person.objects.everything().get(pk=town.by("office", version).person)
    PostAssessment.objects.everything().filter(pk=own.pk).update(post=_post_of(town, office))
    given = Sheets(MEETING.isoformat(), {})
    assert refused(town.do, town.by("office", version), "post_assessment.enter_sheets", own, given) == [
        "appraisal.own"
    ]


def _post_of(home, person):
    return home.place.post(person, home.units[0], "section_staff")


def test_only_so_many_of_a_class_are_excellent_and_people_settle_the_rest(town, version, begun):
    """Four of the centre: one place at 25 %. Two reach the grade, the better keeps it, the other is settled lower with a reason."""
    four = [one for one in begun if one.post.unit.name == "示例服务中心"]
    confirmer = town.by("group_head", version)
    best = walk.rate(town, four[0], marks(98, 59, 39, 98), MEETING)
    assert best.grade == "excellent"
    assert refused(town.do, confirmer, "post_assessment.confirm", best) == ["appraisal.class_open"]
    second = walk.rate(town, four[1], marks(98, 59, 39, 97), MEETING)
    rest = [walk.rate(town, one, marks(84, 52, 34, 86), MEETING) for one in four[2:]]
    assert [one.grade for one in (second, *rest)] == ["excellent", "competent", "competent"]
    assert refused(town.do, confirmer, "post_assessment.confirm", second) == ["appraisal.beyond_quota"]
    assert walk.confirm_posts(town, version) == 3
    up = Settled("excellent", "理由")
    assert refused(town.do, confirmer, "post_assessment.settle_grade", second, up) == [
        "appraisal.grade_not_below"
    ]
    town.do(confirmer, "post_assessment.settle_grade", second, Settled("competent", "按比例，得分排在第二。"))
    assert walk.confirm_posts(town, version) == 1
    assert [(one.state, one.grade) for one in rows(town) if one.post.unit.name == "示例服务中心"] == [
        ("final", "excellent"),
        ("final", "competent"),
        ("final", "competent"),
        ("final", "competent"),
    ]
    assert [(f.code, f.place) for f in findings()] == []


def test_two_tied_for_the_last_place_wait_for_people(town, version, begun):
    four = [one for one in begun if one.post.unit.name == "示例服务中心"]
    for one, effect in zip(four, (98, 98, 60, 60), strict=True):
        walk.rate(town, one, marks(98, 59, 39, effect), MEETING)
    confirmer = town.by("group_head", version)
    for one in four[:2]:
        one.refresh_from_db()
        assert refused(town.do, confirmer, "post_assessment.confirm", one) == ["appraisal.tied_at_quota"]


def test_a_changed_score_does_not_pass_unseen(town, begun):
    one = walk.rate(town, begun[0], marks(), MEETING)
    PostAssessment.objects.everything().filter(pk=one.pk).update(score="99.00", grade="excellent")
    assert "verify.post_assessment_differs" in {f.code for f in findings()}


def test_a_result_is_seen_by_the_person_those_who_handle_it_and_the_competent_department_alone(
    town, version, begun, client_of
):
    one, other = of(town, "示例1村", "village_stationed"), of(town, "操场乡", "section_head")

    def answers(person, path=f"/appraisals/{one.key}"):
        return client_of(Person.objects.everything().get(pk=person).login).get(path).status_code

    mine = one.post.person_id
    assert answers(mine) == 404
    walk.rate(town, one, marks(), MEETING)
    walk.rate(town, other, marks(), MEETING)
    seeing = {
        "own": mine,
        **{
            role: town.by(role, version).person for role in ("office", "reckoner", "group_head", "department")
        },
    }
    assert {name: answers(person) for name, person in seeing.items()} == dict.fromkeys(seeing, 200)
    county = town.versions["fenyi-required-elective"]
    village, place = one.post.unit, town.units[0]
    blind = {
        "colleague": other.post.person_id,
        "village secretary": town.actor(village, ("secretary",)).person,
        "town secretary": town.by("secretary", county, place).person,
        "county inspector": town.by("inspector", county).person,
        "resident": town.by("resident", version).person,
        "leading group": town.by("team_member", version).person,
    }
    assert {name: answers(person) for name, person in blind.items()} == dict.fromkeys(blind, 404)
    with pytest.raises(OutOfScope):
        perform("post_assessment.sign", subject=one, actor=actor(town, blind["colleague"]))
    shown = client_of(Person.objects.everything().get(pk=mine).login).get("/appraisals").content.decode()
    assert one.post.person.name in shown
    assert other.post.person.name not in shown


def test_a_result_is_in_no_search_no_export_no_public_page_and_no_note_of_the_record(town, version, begun):
    one = walk.rate(town, of(town, "示例1村", "village_stationed"), marks(), MEETING)
    assert not Entry.objects.of_tenant(town.tenant).filter(kind="post_assessment").exists()
    acts = Act.objects.filter(subject_kind="post_assessment", subject_key=one.key)
    assert acts.count() == 4
    assert all(act.note == {} for act in acts)
    told = one.evidence()
    assert one.score not in str(told)
    rules = [pattern.callback.rule for path, pattern in routes() if path.startswith("/appraisals")]
    assert len(rules) == 11
    assert {rule.audience for rule in rules} == {"signed_in"}
    published = FILE.read_text(encoding="utf-8").replace(
        "\nseen:\n",
        "  - kind: publication\n    preparer: office\n    releaser: group_head\n"
        "    releases: [{what: assessment_grades, audience: tenant}]\n\nseen:\n",
    )
    assert [f.code for f in check(published.encode()).findings] == ["scheme.result_published"]


def test_a_coefficient_keeps_its_bounds_and_never_comes_near_a_project():
    text = FILE.read_text(encoding="utf-8")
    for value in ("1.21", "0.89"):
        wide = text.replace("coefficient: 1.2,", f"coefficient: {value},")
        assert [f.code for f in check(wide.encode()).findings] == ["scheme.coefficient_bounds"]
    county = (ROOT / "schemes" / "fenyi" / "scheme.yaml").read_text(encoding="utf-8")
    first, second = county.split("  - kind: assessment\n")
    multiplied = (
        f"{first}  - kind: assessment\n    coefficients: [{{coefficient: 1.1, posts: [secretary]}}]\n{second}"
    )
    assert [f.code for f in check(county.encode()).findings] == []
    assert [f.code for f in check(multiplied.encode()).findings] == ["scheme.coefficient_on_project"]


def test_the_desk_leads_from_the_sheets_to_the_signature_and_the_pages_do_it(town, version, begun, client_of):
    one, given = of(town, "示例1村", "village_stationed"), marks(80, 48, 32, 80)

    def client(role):
        return client_of(Person.objects.everything().get(pk=town.by(role, version).person).login)

    def asked(person):
        return [
            d.url
            for d in duties(actor(town, person), MEETING, "zh")
            if d.url.startswith(f"/appraisals/{one.key}")
        ]

    office, page = client("office"), f"/appraisals/{one.key}"
    assert asked(town.by("office", version).person) == [f"{page}/sheets"]
    listed = office.get("/appraisals").content.decode()
    assert "示例1村" in listed
    assert "名单上 30 人" in office.get(f"{page}/sheets").content.decode()
    typed = {"met_on": "2027-01-19"}
    for name, lines in given.items():
        typed |= {f"valid-{name}": str(len(lines)), f"spoiled-{name}": "0", f"marks-{name}": "\n".join(lines)}
    bad = office.post(f"{page}/sheets", typed | {"valid-team": "9"})
    assert bad.status_code == 422
    assert "写了有效票 9 张" in bad.content.decode()
    assert office.post(f"{page}/sheets", typed).status_code == 302
    assert asked(town.by("office", version).person) == []
    assert asked(town.by("reckoner", version).person) == [page]
    reckoner = client("reckoner")
    assert reckoner.post(f"{page}/score").status_code == 302
    assert reckoner.post(f"{page}/propose").status_code == 302
    told = client("group_head").get(page).content.decode()
    for words in ("乘以系数1.1", "领导班子平均", by_hand(given, FRONT, "1.1"), "四舍五入到2位小数"):
        assert words in told
    assert client("group_head").post(f"{page}/confirm").status_code == 302
    mine = client_of(one.post.person.login)
    assert asked(one.post.person_id) == [page]
    assert mine.get("/appraisals/mine").headers["Location"] == page
    assert "岗位系数" in mine.get(page).content.decode()
    assert mine.post(f"{page}/sign").status_code == 302
    assert asked(one.post.person_id) == []
    assert mine.get(f"{page}/sheets").status_code == 403
    assert client("department").get("/desk").status_code == 200
    assert [(f.code, f.place) for f in findings()] == []


def test_no_page_asks_the_database_more_than_twelve_questions_and_each_reads_in_english(
    town, version, begun, client_of
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one, waiting = walk.rate(town, begun[0], marks(), MEETING), begun[1]
    group_head = Person.objects.everything().get(pk=town.by("group_head", version).person)
    office = Person.objects.everything().get(pk=town.by("office", version).person)
    pages = {
        group_head: ("/desk", "/appraisals", "/appraisals/mine", f"/appraisals/{one.key}"),
        office: ("/desk", "/appraisals", f"/appraisals/{waiting.key}", f"/appraisals/{waiting.key}/sheets"),
        one.post.person: ("/desk", "/appraisals", f"/appraisals/{one.key}"),
    }
    asked = {}
    for person, addresses in pages.items():
        client = client_of(person.login)
        client.get("/desk")
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200, address
            asked[person.login, address] = sum(
                not q["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "PRAGMA"))
                for q in captured
            )
    assert {address: count for address, count in asked.items() if count > 12} == {}
    reader = client_of(group_head.login)
    reader.cookies["lang"] = "en"
    told = reader.get(f"/appraisals/{one.key}").content.decode()
    for words in ("Coefficient of the post", "Mean of Leading group", "How the grade was reached"):
        assert words in told
