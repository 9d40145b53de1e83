"""A scheme that pays the budget and an award beside it says so, in both languages, and tells what changed."""

from decimal import Decimal

from tests.core.scheme_variants.bonuses import BONUS, both_streams
from tests.core.scheme_variants.variants import original

from touyan.core.scheme import check, compare, compile, contract, contracts
from touyan.core.tranches import Recovery, recovery, stage_amounts
from touyan.foundation.wording.sentences.explain import rule_book


def read(text=None):
    scheme = check((text or both_streams()).encode()).scheme
    assert scheme is not None
    return scheme


def test_each_stream_has_its_own_stages_and_its_own_rounding():
    funding = read().funding
    assert [(s.is_bonus, [one.id for one in s.stages], s.rest_to) for s in funding.streams] == [
        (False, ["approval", "midterm", "acceptance"], "acceptance"),
        (True, ["bonus_start", "bonus_midterm", "bonus_last"], "bonus_last"),
    ]
    assert [sum(one.pct for one in s.stages) for s in funding.streams] == [Decimal(100), Decimal(100)]
    assert funding.pays_awards is True


def test_a_scheme_of_the_budget_alone_has_one_stream_and_pays_no_award():
    funding = read(original()).funding
    assert ([s.is_bonus for s in funding.streams], funding.pays_awards) == ([False], False)
    assert funding.every_stage == funding.stages


def test_the_rule_book_tells_the_two_streams_apart_in_both_languages():
    chinese, english = (
        [sentence for _heading, told in rule_book(read(), lang) for sentence in told] for lang in ("zh", "en")
    )
    assert "经费分期拨付：立项后 30%、中期检查通过 40%、验收通过 30%。" in chinese
    assert (
        "比赛获得的奖金另行分期：授奖后 33.33%、推广见效 33.33%、结项 33.34%，尾差归“结项”一期。" in chinese
    )
    assert "金额按比赛获得的奖项确定。" not in chinese
    assert (
        "The bonus of an award won is paid beside it in stages: On award 33.33 %, Spread 33.33 %, Closing 33.34 %;"
        " rounding goes to Closing." in english
    )


def test_a_changed_share_of_the_bonus_is_told_by_its_instalment():
    new = read(both_streams().replace("pct: 33.34", "pct: 33.00").replace("{zh: 授奖后, en: On award}, pct: 33.33", "{zh: 授奖后, en: On award}, pct: 33.67"))  # fmt: skip
    assert [(c.place, c.kind, c.before, c.after) for c in compare(read(), new)] == [
        ("stages.funding.award_stages.bonus_start.pct", "changed", "33.33", "33.67"),
        ("stages.funding.award_stages.bonus_last.pct", "changed", "33.34", "33"),
    ]


def test_stages_of_a_bonus_that_come_new_are_told():
    old = read(both_streams().replace(BONUS, ""))
    places = {(c.place, c.kind) for c in compare(old, read())}
    assert places == {
        ("stages.funding.award_stages", "changed"),
        ("stages.funding.award_rest_to", "added"),
    }


def test_the_two_streams_make_no_machine_of_their_own():
    """Both are asked for, approved and paid by the same hands (YQ-32)."""
    with_bonus, without = (
        compile(read(text)) for text in (both_streams(), both_streams().replace(BONUS, ""))
    )
    assert with_bonus.machines["tranche"] == without.machines["tranche"]


def test_each_stream_is_claimed_back_by_its_own_stages():
    """What was paid comes back and what was not is cancelled, of the budget and of the bonus alike (YQ-38)."""
    own, bonus = contracts(read().funding)
    assert own == contract(read().funding)
    assert (bonus["rest_to"], bonus["clawback"]) == ("bonus_last", True)
    told = []
    for rule, fen in ((own, 2_000_000), (bonus, 1_000_001)):
        parts = stage_amounts(fen, [(s["id"], Decimal(s["pct"])) for s in rule["stages"]], rule["rest_to"])
        told.append(recovery(parts, [rule["stages"][0]["id"]]))
    assert told == [Recovery(600_000, 1_400_000), Recovery(333_300, 666_701)]
