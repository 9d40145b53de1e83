"""Broken variants of the real files: a small edit each, and exactly the findings it must give.

Those of Wuhua unless the variant names another file.

A finding is (code, place, anchor): the anchor is a text that stands on its line in the edited file, so that
the expected line follows the file when somebody adds a comment above.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SCHEMES = Path(__file__).parents[3] / "schemes"
SOURCE = SCHEMES / "wuhua" / "scheme.yaml"
FIELDS = "forms.application.sections"


@dataclass(frozen=True)
class Expected:
    code: str
    place: str
    anchor: str
    level: str = "error"


@dataclass(frozen=True)
class Variant:
    name: str
    edits: tuple[tuple[str, str], ...]
    findings: tuple[Expected, ...]
    file: str = "wuhua"


def original(file: str = "wuhua") -> str:
    return (SCHEMES / file / "scheme.yaml").read_text(encoding="utf-8")


def edited(variant: Variant) -> str:
    text = original(variant.file)
    for old, new in variant.edits:
        assert text.count(old) == 1, f"{variant.name}: {old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def line_of(text: str, anchor: str) -> int:
    assert text.count(anchor) == 1, f"anchor {anchor!r} stands {text.count(anchor)} times"
    return text[: text.index(anchor)].count("\n") + 1


def _one(
    name: str, old: str, new: str, code: str, place: str, anchor: str = "", level: str = "error"
) -> Variant:
    return Variant(name, ((old, new),), (Expected(code, place, anchor or new.strip("\n"), level),))


def _before_seen(name: str, text: str, code: str, place: str, anchor: str, level: str = "error") -> Variant:
    return _one(name, "\nseen:\n", f"\n{text}\nseen:\n", code, place, anchor, level)


def _of_people(
    name: str, old: str, new: str, code: str, place: str, anchor: str = "", level: str = "error"
) -> Variant:
    return Variant(name, ((old, new),), (Expected(code, place, anchor or new, level),), "caochang")


_ITEM = "catalogue:\n  sample: {label: {zh: 示例}, "

_PANEL = "{id: live, label: {zh: 现场}, weight: 80, kind: panel, role: meeting_member, criteria: {all: {label: {zh: 总评}, points: 100}}}"
_JURY = (
    "{id: jury, label: {zh: 大众}, weight: 20, kind: closed_jury, role: meeting_member, size: 20, quorum: 15}"
)
_CONTEST = (
    "  - kind: contest\n    body: party_building_meeting\n    clerk: meeting_clerk\n    confirmer: department_head\n"
    "    groups: [north]\n    shortlist: {size: 3, composition: [{applies_to: {unit_kinds: [street]}, n: 2}, {applies_to: {unit_kinds: [park]}, n: 1}]}\n"
    "    awards: [{name: first, label: {zh: 一等奖}, n: 1, split: {north: 1}}]\n    layers:\n      - "
    + _PANEL
    + "\n      - "
    + _JURY
    + "\n"
)


def _contest(name: str, old: str, new: str, code: str, place: str, anchor: str = "") -> Variant:
    """A sound contest put into the file with one thing changed."""
    assert _CONTEST.count(old) == 1, f"{name}: {old!r}"
    edits = (
        ("  # 5 公示\n", _CONTEST.replace(old, new) + "  # 5 公示\n"),
        ("\nseen:\n", "\ngroups:\n  north: {label: {zh: 北组}, of: {unit_kinds: [street]}}\n\nseen:\n"),
    )
    return Variant(name, edits, (Expected(code, f"stages[4]{place}", anchor or new.strip()),) if code else ())


_OVERRIDE = "\nmachines:\n"


def _override(name: str, text: str, code: str, place: str, anchor: str) -> Variant:
    return _one(name, "\nseen:\n", f"{_OVERRIDE}{text}\nseen:\n", code, place, anchor)


VARIANTS: tuple[Variant, ...] = (
    Variant(
        "a misspelt key is unknown and its right form missing",
        (("max_rounds: 2 ", "max_round: 2 "),),
        (
            Expected("scheme.missing_key", "stages[1].rework.max_rounds", "    rework:"),
            Expected("scheme.unknown_key", "stages[1].rework.max_round", "max_round: 2 "),
        ),
    ),
    _one("a missing owner office", "  office: leading_group_office  ", "  # office  ", "scheme.missing_key",
         "owner.office", "owner:\n"),
    _one("a word where a number belongs", "n: 15}", "n: 十五}", "scheme.not_whole", "stages[2].cut.n"),
    _one("an octal-looking number", "n: 15}", "n: 015}", "scheme.not_whole", "stages[2].cut.n"),
    _one("no is not false", "real_name: true", "real_name: no", "scheme.not_yes_no",
         "stages[4].objection.real_name"),
    _one("a date that does not exist", "to: 2026-02-28,", "to: 2026-02-30,", "scheme.not_date", "windows.vet.to"),
    Variant(
        "a window far beyond the year, and the next one therefore earlier",
        (("decide:  {from: 2026-03-02, to: 2026-03-13", "decide:  {from: 2026-03-02, to: 2027-04-13"),),
        (
            Expected("scheme.outside_year", "windows.decide.to", "to: 2027-04-13"),
            Expected("scheme.windows_order", "windows.plan", "  plan:    {from"),
        ),
    ),
    _one("a project may not end in the next year", "finish_by: 2026-12-31                               #S WH-17 年内",
         "finish_by: 2027-01-15  #S WH-17 年内", "scheme.outside_year", "stages[0].finish_by"),
    _one("a last year before the first", "year: 2026\n", "year: 2026\nlast_year: 2025\n", "scheme.last_year", "last_year", "last_year: 2025"),
    _one("a window that ends before it begins", "midterm: {from: 2026-07-01, to: 2026-07-31",
         "midterm: {from: 2026-07-31, to: 2026-07-01", "scheme.window_order", "windows.midterm.to"),
    _one("windows out of order", "decide:  {from: 2026-03-02", "decide:  {from: 2026-01-02", "scheme.windows_order",
         "windows.decide"),
    _one("a quota turned round", "min: 1, max: 2}", "min: 3, max: 2}", "scheme.quota_order", "stages[0].quota[0].min"),
    _one("points that make 95", "within_year: {label: {zh: 年内能完成, en: Finishable this year}, points: 25}",
         "within_year: {label: {zh: 年内能完成, en: Finishable this year}, points: 20}", "scheme.points_sum",
         "stages[2].criteria", "    criteria:"),
    _one("weights that make 110", "        weight: 40\n", "        weight: 50\n", "scheme.weight_sum", "stages[9].parts",
         "    parts:"),
    _one("instalments that make 90", "pct: 40,", "pct: 30.0,", "scheme.pct_sum", "stages[6].stages", "    stages:  "),
    Variant(
        "indicators of a part that make 90",
        (("points: 60, measure: resident", "points: 50, measure: resident"),
         ("        indicators:\n          - {id: satisfaction", "        indicators:  # here\n          - {id: satisfaction")),
        (Expected("scheme.indicator_sum", "stages[9].parts[2].indicators", "indicators:  # here"),),
    ),
    _one("a role at a body nobody declared", "named: leading_group_office\n    posts: [clerk, head]",
         "named: leading_group_ofice\n    posts: [clerk, head]", "scheme.undeclared", "roles.office.named",
         "named: leading_group_ofice"),
    _one("a role whose post the body does not seat", "    posts: [inspector]", "    posts: [judge]",
         "scheme.role_unheld", "roles.inspector.posts"),
    _one("a post kind that does not exist", "    posts: [inspector]", "    posts: [inspektor]",
         "scheme.undeclared", "roles.inspector.posts[0]"),
    _one("a stage that names no declared role", "scorer: meeting_member", "scorer: meeting_members",
         "scheme.undeclared", "stages[2].scorer"),
    _one("a form that does not exist", "form: quarterly_review\n", "form: quartely_review\n",
         "scheme.undeclared", "stages[7].reports.quarterly.form", "form: quartely_review"),
    Variant(
        "the leader's acts in a deputy's hands: handing in and committing",
        (("posts: [secretary]  ", "posts: [secretary, deputy_secretary]  "),
         ("    leader: secretary\n    direction", "    leader: secretary # plan\n    direction")),
        (
            Expected("scheme.leader_deputy", "stages[0].leader", "    leader: secretary                                   #S WH-14"),
            Expected("scheme.leader_deputy", "stages[5].leader", "leader: secretary # plan"),
        ),
    ),
    _one("a cut above what was declared", "n: 15}", "n: 25}", "scheme.cut_too_big", "stages[2].cut.n"),
    _one("a score line above full marks", "{rule: top_n, n: 15}", "{rule: score_line, score: 120}",
         "scheme.cut_above_full", "stages[2].cut.score"),
    _one("a cut without its number", "{rule: top_n, n: 15}", "{rule: top_n}", "scheme.missing_key",
         "stages[2].cut.n"),
    Variant(
        "lights in the wrong order",
        (("        - {light: red, any: [{gap_over: 30}, {overdue_over: 0}]}\n", ""),
         ("any: [{gap_over: 10}, {due_within: 3}]}\n",
          "any: [{gap_over: 10}, {due_within: 3}]}\n        - {light: red, any: [{gap_over: 30}]}\n")),
        (Expected("scheme.lights_order", "stages[7].lights.levels[1].light", "light: red"),),
    ),
    _one("a yellow light red always hides", "{gap_over: 10}", "{gap_over: 40}", "scheme.lights_gap",
         "stages[7].lights.levels[1]"),
    _one("grades that do not descend", "en: Good}, from: 80}", "en: Good}, from: 95}", "scheme.grades_order",
         "stages[9].grades[1].from"),
    _one("scores below the lowest grade", "en: Poor}, from: 0}", "en: Poor}, from: 20}", "scheme.grades_open",
         "stages[9].grades[3].from"),
    _one("an open web vote as a score", "measure: resident_satisfaction", "measure: open_web_vote",
         "scheme.open_vote", "stages[9].parts[2].indicators[0].measure"),
    Variant(
        "a crowd that scores in the meeting",
        (("  meeting_member:\n", "  passer_by: {label: {zh: 网民}, of: anyone}\n  meeting_member:\n"),
         ("scorer: meeting_member", "scorer: passer_by")),
        (Expected("scheme.open_vote", "stages[2].scorer", "scorer: passer_by"),),
    ),
    _one("likes as an indicator", "measure: resident_satisfaction", "measure: like_count", "scheme.banned_measure",
         "stages[9].parts[2].indicators[0].measure"),
    _one("a photo demanded", "photo: optional", "photo: required", "scheme.photo_required",
         "stages[7].evidence.photo"),
    _one("a location recorded", "location: never", "location: optional", "scheme.location_recorded",
         "stages[7].evidence.location"),
    _one("a photo field that is required", "type: need_link,", "type: photo, required: true,",
         "scheme.photo_required", f"{FIELDS}.basics.fields.source_need.required"),
    _one("a field the house knows", "type: text, source: unit,", "type: text,", "scheme.asks_known",
         f"{FIELDS}.basics.fields.unit", "unit:        {label"),
    Variant(
        "a heavy process is a warning",
        (("view: effect\n", "view: process\n"),),
        (Expected("scheme.process_heavy", "stages[9].parts", "    parts:", "warning"),),
    ),
    _one("counting documents is a warning", "measure: tasks_accepted", "measure: document_count",
         "scheme.counts_traces", "stages[9].parts[1].indicators[1].measure", level="warning"),
    _one("many rounds are a warning", "max_rounds: 2 ", "max_rounds: 4 ", "scheme.many_rounds",
         "stages[1].rework.max_rounds", level="warning"),
    _one("a notice in the night", 'do: interview, reds_in_year: 3, time: "09:00"',
         'do: interview, reds_in_year: 3, time: "21:30"', "scheme.quiet_hours", "stages[8].escalation[4].time"),
    _one("a report due at night", 'due: {last_workday_of: quarter, time: "17:00"}', 'due: {last_workday_of: quarter, time: "20:00"}',
         "scheme.quiet_hours", "stages[7].reports.quarterly_line.cadence.due.time"),
    Variant(
        "projects that must end before anybody applied",
        (("finish_by: 2026-12-31                               #S WH-17 年内", "finish_by: 2026-02-14  #S WH-17 年内"),),
        (
            Expected("scheme.finish_early", "stages[0].finish_by", "finish_by: 2026-02-14"),
            Expected("scheme.finish_later", "stages[5].finish_by", "    finish_by: 2026-12-31  "),
        ),
    ),
    _one("a release that waits for a period which never shows it", "of: [decision, assessment]  ", "of: [decision]  ",
         "scheme.never_shown", "stages[10].releases[4].after_publicity", "what: assessment_grades"),
    _one("a check that points at no field", "fields: [targets.indicators]}", "fields: [targets.indicator]}",
         "scheme.no_such_field", "checks.five_can.items.quantifiable.fields[0]"),
    _one("a personal field published", "fields: [application.basics.title,", "fields: [application.basics.contact,",
         "scheme.private_published", "stages[10].releases[0].fields[0]"),
    _one("a plan that ends later than promised", "finish_by: 2026-12-31                               #S WH-17 年内",
         "finish_by: 2026-11-30  #S WH-17 年内", "scheme.finish_later", "stages[5].finish_by",
         "    finish_by: 2026-12-31  "),
    _one("rework that leads to no outcome", "      self_implemented: {label: {zh: 由各党（工）委组织实施, en: Implemented by own committee}, track: light}",
         "      #", "scheme.outcome_unknown", "stages[1].rework.then", "      then: self_implemented"),
    _one("an outcome nobody hears of again", "        applies_to: {outcomes: [self_implemented]}",
         "        applies_to: {outcomes: [filed]}", "scheme.outcome_silent", "stages[3].outcomes.self_implemented",
         "      self_implemented: {label: {zh: 由各", "warning"),
    _one("a due date in another period", "due: {last_workday_of: month,", "due: {last_workday_of: week,",
         "scheme.due_period", "stages[7].reports.monthly.cadence.due.last_workday_of"),
    Variant(
        "a grade twice",
        (("{name: good, label: {zh: 良好, en: Good}", "{name: excellent, label: {zh: 良好, en: Good}"),),
        (Expected("scheme.twice", "stages[9].grades[1].name", "en: Good}"),),
    ),
    _one("the same hands rectify and verify", "verifier: department_vetter, rectify", "verifier: unit_drafter, rectify",
         "scheme.same_role", "stages[8].problems.verifier"),
    _one("a report without its form", "        form: monthly_report\n", "", "scheme.missing_key",
         "stages[7].reports.monthly.form", "      monthly:  "),
    _one("an unknown stage kind", "  - kind: publicity\n", "  - kind: publicty\n", "scheme.not_in_list",
         "stages[4].kind", "- kind: publicty"),
    _one("a duplicate key", "year: 2026\n", "year: 2026\nyear: 2027\n", "scheme.duplicate_key", "year", "year: 2027"),
    _one("a half-width comma in a label", "写明对谁做什么事，不用口号", "写明对谁做什么事,不用口号", "scheme.broken_text",
         f"{FIELDS}.basics.fields.title.help.不用口号"),
    _one("a dead state", "\nseen:\n", _OVERRIDE + "  application:\n    states: {parked: {label: {zh: 暂存}, final: true}}\n\nseen:\n",
         "scheme.dead_state", "machines.application.states.parked", "parked:"),
    Variant(
        "an action dropped leaves a state without a way out and two nobody reaches",
        (("\nseen:\n", _OVERRIDE + "  need:\n    drop: [need.link, need.decline]\n\nseen:\n"),),
        (
            Expected("scheme.dead_state", "machines.need", "  need:\n"),
            Expected("scheme.dead_state", "machines.need", "  need:\n"),
            Expected("scheme.no_way_out", "machines.need", "  need:\n"),
        ),
    ),
    _one("an override with an unknown condition", "\nseen:\n",
         _OVERRIDE + "  report:\n    edges: [{action: report.accept, from: [submitted], to: accepted, roles: [office], needs: [in_a_good_mood]}]\n\nseen:\n",
         "scheme.unknown_condition", "machines.report.edges[0].needs[0]", "in_a_good_mood"),
    _one("an override in person given to a clerk", "\nseen:\n",
         _OVERRIDE + "  project:\n    edges: [{action: project.commit, from: [preparing], to: committed, roles: [office], leader_only: true}]\n\nseen:\n",
         "scheme.leader_deputy", "machines.project.edges[0].roles[0]", "project.commit"),
    Variant(
        "an undeclared form does not hide windows out of order",
        (("form: quarterly_review\n", "form: quartely_review\n"),
         ("decide:  {from: 2026-03-02", "decide:  {from: 2026-01-02")),
        (
            Expected("scheme.windows_order", "windows.decide", "from: 2026-01-02"),
            Expected("scheme.undeclared", "stages[7].reports.quarterly.form", "form: quartely_review"),
        ),
    ),
    Variant(
        "faults in different places are all told at once",
        (("n: 15}", "n: 十五}"), ("pct: 40,", "pct: 35,"), ('place: "530102000000"', 'place: "530102"'),
         ("photo: optional", "photo: required"), ("to: 2026-02-28,", "to: 2025-02-28,")),
        (
            Expected("scheme.bad_region", "place", 'place: "530102"'),
            Expected("scheme.outside_year", "windows.vet.to", "to: 2025-02-28"),
            Expected("scheme.window_order", "windows.vet.to", "to: 2025-02-28"),
            Expected("scheme.not_whole", "stages[2].cut.n", "n: 十五}"),
            Expected("scheme.pct_sum", "stages[6].stages", "    stages:  "),
            Expected("scheme.photo_required", "stages[7].evidence.photo", "photo: required"),
        ),
    ),
)  # fmt: skip

# every remaining code once, so that no rule is without its control
CONTROLS: tuple[Variant, ...] = (
    _one("an anchor", "year: 2026\n", "year: &y 2026\n", "scheme.anchor", "year", "year: &y"),
    Variant(
        "a role called by a Chinese word is no name, and whoever meant the old one finds nobody",
        (("  releaser:\n    label", "  发布人:\n    label"), ("    role: releaser\n", "    role: office\n"),
         ("    releaser: releaser ", "    releaser: office ")),
        (Expected("scheme.bad_name", "roles.发布人", "  发布人:"),),
    ),
    Variant(
        "reports that eat the month are a warning",
        (("  monthly_report:                                       #S WH-25 每月抓推进落实\n    label: {zh: 月度进展, en: Monthly progress}\n    minutes: 15 ",
          "  monthly_report:\n    label: {zh: 月度进展, en: Monthly progress}\n    minutes: 150 "),
         ("calendar: CN\n", "calendar: CN\nburden_minutes: 120\n")),
        (Expected("scheme.burden", "burden_minutes", "burden_minutes: 120", "warning"),),
    ),
    _one("an id with capitals", "id: wuhua-secretary-projects", "id: Wuhua", "scheme.bad_id", "id"),
    _one("a due time of 25 o'clock", 'due: {last_workday_of: month, time: "17:00"}', 'due: {last_workday_of: month, time: "25:00"}',
         "scheme.bad_time", "stages[7].reports.monthly.cadence.due.time"),
    _one("a check that asks nothing", "difficult:     {label: {zh: 有难度, en: Difficult}, fields: [problem.difficulty], question: {zh: 是否确需书记亲自协调才能解决, en: 'Does it need the secretary in person?'}}",
         "difficult:     {label: {zh: 有难度, en: Difficult}}", "scheme.check_empty", "checks.principles.items.difficult"),
    _one("a computed check without fields", "definable:   {label: {zh: 可定义, en: Definable}, fields: [basics.title, problem.problems]}",
         "definable:   {label: {zh: 可定义, en: Definable}, question: {zh: 是否清楚}}", "scheme.check_not_computed",
         "checks.five_can.items.definable"),
    _one("a cut with a number it does not use", "{rule: top_n, n: 15}", "{rule: recorded_decision, n: 15}", "scheme.cut_extra",
         "stages[2].cut.n"),
    _one("a due rule with a stranger's part", "{nth_workday_of: quarter, n: 5}", "{last_workday_of: quarter, n: 5}",
         "scheme.due_extra", "stages[8].circular.due.n"),
    _one("two due rules at once", "{nth_workday_of: quarter, n: 5}", "{nth_workday_of: quarter, last_workday_of: quarter}",
         "scheme.due_ways", "stages[8].circular.due"),
    _one("a key left empty", "calendar: CN\n", "calendar:\n", "scheme.empty", "calendar", "calendar:"),
    _one("an escalation with two triggers", "{do: remind, before_workdays: 3,", "{do: remind, before_workdays: 3, after_workdays: 1,",
         "scheme.escalation_trigger", "stages[8].escalation[0]"),
    _one("a gate without its paper", "    commitment: {form: commitment, public: true}        #S WH-24", "    #",
         "scheme.gate_without", "stages[5].start_gate[0]", "    start_gate:"),
    _one("more items at least than at most", "min_items: 3, max_items: 60", "min_items: 61, max_items: 60",
         "scheme.items_order", f"{FIELDS}.tasks.fields.stage_tasks.min_items"),
    _one("two light tests in one", "{gap_over: 10}, {due_within: 3}", "{gap_over: 10, due_within: 3}", "scheme.light_test",
         "stages[7].lights.levels[1].any[0]"),
    _one("a date with a limit of characters", "deadline: {label: {zh: 完成时限, en: Deadline}, type: date,",
         "deadline: {label: {zh: 完成时限, en: Deadline}, type: date, max_chars: 10,", "scheme.limit_misfit",
         "forms.commitment.sections.content.fields.deadline.max_chars"),
    _one("a table without columns", ", columns: {month: {label: {zh: 月份, en: Month}}, progress: {label: {zh: 完成比例, en: Progress}, type: percent}}", "",
         "scheme.no_columns", "forms.quarterly_review.sections.review.fields.reports", "          reports: "),
    _one("a choice of nothing", "type: choice, choose_from: origin,", "type: choice,", "scheme.no_options",
         f"{FIELDS}.basics.fields.origin", "          origin: "),
    _one("a weight in words", "        weight: 40\n", "        weight: 四十\n", "scheme.not_decimal", "stages[9].parts[2].weight",
         "weight: 四十"),
    _one("a list written as a word", "checks: [five_can, principles]", "checks: five_can", "scheme.not_list", "stages[1].checks",
         "    checks: five_can"),
    _one("a text written as a list", "id: wuhua-secretary-projects", "id: [wuhua]", "scheme.not_text", "id"),
    Variant(
        "a list with one choice is a warning",
        (("      common_difficulty:  {zh: 普遍性难点, en: Common difficulty}\n      particular_problem: {zh: 个性化问题, en: Particular problem}\n", ""),
         ("    label: {zh: 项目来源类型, en: Origin}\n    options:\n", "    label: {zh: 项目来源类型, en: Origin}\n    options:  # one\n")),
        (Expected("scheme.one_option", "taxonomies.origin.options", "options:  # one", "warning"),),
    ),
    _one("more rounds than can be counted", "max_rounds: 2 ", "max_rounds: 12 ", "scheme.out_of_range", "stages[1].rework.max_rounds"),
    _one("a name where no body is meant", "    of: own\n    posts: [checker]", "    of: own\n    named: office\n    posts: [checker]",
         "scheme.role_named", "roles.unit_checker.named", "    named: office\n"),
    _one("marks in steps of nothing", "step: 0.5 ", "step: 0 ", "scheme.step_not_positive", "stages[2].step"),
    _one("a trim that leaves nobody", "    recusal: true ", "    trim: {high: 3, low: 2, min_judges: 5}\n    recusal: true ",
         "scheme.trim_all", "stages[2].trim.min_judges", "    trim:"),
    _override("an override that renames a state nobody knows", "  report:\n    labels: {burnt: {zh: 烧毁}}\n", "scheme.unknown_state",
              "machines.report.labels.burnt", "burnt"),
    _override("an override that drops an action nobody knows", "  report:\n    drop: [report.burn]\n", "scheme.unknown_action",
              "machines.report.drop[0]", "report.burn"),
    _override("an override whose action has no kind", "  report:\n    edges: [{action: burn, from: [due], roles: [office]}]\n",
              "scheme.bad_action", "machines.report.edges[0].action", "action: burn"),
    _override("an override of an edge from nowhere", "  report:\n    edges: [{action: report.save, from: [], roles: [office]}]\n",
              "scheme.too_few", "machines.report.edges[0].from", "from: []"),
    _before_seen("an item that fills a question nobody asks", _ITEM + "answers: [{field: basics.titel, text: 甲}]}\n", "scheme.no_such_field",
                 "catalogue.sample.answers[0].field", "basics.titel"),
    _before_seen("an item that fills what the house fills", _ITEM + "answers: [{field: basics.unit, text: 甲}]}\n", "scheme.no_such_field",
                 "catalogue.sample.answers[0].field", "field: basics.unit"),
    _before_seen("an item with a choice nobody can choose", _ITEM + "answers: [{field: basics.area, text: sports}]}\n", "scheme.not_in_list",
                 "catalogue.sample.answers[0].text", "text: sports"),
    _before_seen("an item due in another year", _ITEM + "tasks: [{task: 甲, due: 2027-05-01}]}\n", "scheme.outside_year",
                 "catalogue.sample.tasks[0].due", "due: 2027-05-01"),
    _before_seen("an item without a name", "catalogue:\n  sample: {claims: one}\n", "scheme.missing_key", "catalogue.sample.label", "sample: {claims"),
    _before_seen("more required than a secretary may bring", "required:\n  a: {label: {zh: 甲}}\n  b: {label: {zh: 乙}}\n  c: {label: {zh: 丙}}\n",
                 "scheme.required_over_quota", "stages[0].quota[0]", "- {per: leader, min: 1, max: 2}"),
    _before_seen("a required project from an item nobody declared", "required:\n  a: {label: {zh: 甲}, item: sample}\n", "scheme.undeclared",
                 "required.a.item", "item: sample"),
    _before_seen("a required project only one may claim", _ITEM + "claims: one}\nrequired:\n  a: {label: {zh: 甲}, item: sample}\n",
                 "scheme.required_single", "required.a.item", "item: sample"),
    _one("a register nobody hears of again", "  # 3 例会审议评分\n", "  - kind: filing\n    role: office\n    applies_to: {unit_kinds: [park]}\n  # 3 例会审议评分\n",
         "scheme.outcome_silent", "stages[2]", "  - kind: filing", "warning"),
    _one("a register nobody keeps", "  # 3 例会审议评分\n", "  - kind: filing\n  # 3 例会审议评分\n", "scheme.missing_key", "stages[2].role", "  - kind: filing"),
    _one("a project put forward to its own scheme", "  # 6 计划：挂图作战、倒排工期\n",
         "  - kind: promotion\n    role: office\n    to: [wuhua-secretary-projects]\n  # 6 计划：挂图作战、倒排工期\n", "scheme.promotes_itself",
         "stages[5].to[0]", "to: [wuhua-secretary-projects]"),
    _one("a coefficient on projects", "    enters: unit_drafter\n", "    coefficients: [{coefficient: 1.1, posts: [secretary]}]\n    enters: unit_drafter\n",
         "scheme.coefficient_on_project", "stages[9].coefficients", "    coefficients: "),
    _one("raters on projects", "    enters: unit_drafter\n",
         "    raters: [{id: a, label: {zh: 甲}, role: office, weight: 100, quorum: 5}]\n    enters: unit_drafter\n",
         "scheme.key_of_posts", "stages[9].raters", "    raters: "),
    _of_people("a coefficient beyond its bounds", "coefficient: 1.2,", "coefficient: 1.3,", "scheme.coefficient_bounds",
               "stages[0].coefficients[0].coefficient"),
    _of_people("a coefficient below its bounds", "coefficient: 0.95,", "coefficient: 0.89,", "scheme.coefficient_bounds",
               "stages[0].coefficients[2].coefficient"),
    _of_people("a coefficient of a post nobody declared", "posts: [village_stationed]}\n", "posts: [stationed]}\n", "scheme.undeclared",
               "stages[0].coefficients[1].posts[0]", "posts: [stationed]}"),
    _of_people("groups that weigh more than all", "weight: 50, quorum: 5}", "weight: 60, quorum: 5}", "scheme.rater_sum", "stages[0].raters", "    raters: "),
    _of_people("a group of two", "weight: 20, quorum: 5}", "weight: 20, quorum: 2}", "scheme.rater_seen", "stages[0].raters[2].quorum", level="warning"),
    _of_people("a quorum of nobody", "weight: 20, quorum: 5}", "weight: 20, quorum: 0}", "scheme.out_of_range", "stages[0].raters[2].quorum"),
    _of_people("raters who happen by", "of: body, named: residents, posts: [member]}", "of: anyone}", "scheme.open_vote", "stages[0].raters[2].role",
               "role: resident, weight"),
    _of_people("raters without a roll", "of: body, named: residents, posts: [member]}", "of: below, posts: [member]}", "scheme.rater_without_roll",
               "stages[0].raters[2].role", "role: resident, weight"),
    _of_people("a profile that forgets a part", "{process: 20, result: 30, effect: 50}", "{process: 50, effect: 50}", "scheme.profile_parts",
               "stages[0].profiles[0].weights"),
    _of_people("a profile beyond a hundred", "effect: 50}", "effect: 60}", "scheme.weight_sum", "stages[0].profiles[0].weights"),
    _of_people("people measured by projects", "points: 60, measure: judged", "points: 60, measure: tasks_accepted", "scheme.measure_of_projects",
               "stages[0].parts[1].indicators[0].measure"),
    _of_people("results read by whoever drafts", "of: body, named: organisation_department, posts: [vetter]}", "of: own, posts: [drafter]}",
               "scheme.result_reader", "stages[0].reader", "    reader: department"),
    _of_people("nobody said to be assessed", "    subjects:\n      posts: [section_head, village_stationed, section_staff] ", "    # ",
               "scheme.missing_key", "stages[0].subjects", "  - kind: assessment"),
    _of_people("people's grades in the open", "\nseen:\n",
               "  - kind: publication\n    preparer: office\n    releaser: group_head\n    releases: [{what: assessment_grades, audience: public}]\n\nseen:\n",
               "scheme.result_published", "stages[1].releases[0].what", "what: assessment_grades"),
    _one("a form that says it takes a minute", "    label: {zh: 月度进展, en: Monthly progress}\n    minutes: 15 ",
         "    label: {zh: 月度进展, en: Monthly progress}\n    minutes: 1 ", "scheme.minutes_low", "forms.monthly_report.minutes",
         "    minutes: 1 ", "warning"),
    _contest("layers that leave a rest", "weight: 80", "weight: 70", "scheme.layers_sum", ".layers", "    layers:\n      - {id: live"),
    _contest("a panel with the size of a jury", "kind: panel,", "kind: panel, size: 7,", "scheme.layer_extra", ".layers[0].size"),
    _contest("a jury that marks criteria", "kind: closed_jury,", "kind: closed_jury, criteria: {a: {label: {zh: 甲}, points: 100}},",
             "scheme.layer_extra", ".layers[1].criteria"),
    _contest("a jury of nobody knows how many", "size: 20, ", "", "scheme.missing_key", ".layers[1].size", "kind: closed_jury"),
    _contest("a jury smaller than its quorum", "size: 20,", "size: 12,", "scheme.jury_quorum", ".layers[1].quorum"),
    _contest("an open jury", "role: meeting_member, size", "role: unit_drafter, size", "scheme.open_vote", ".layers[1].role"),
    _contest("criteria of a layer that lack points", "points: 100}}}", "points: 90}}}", "scheme.points_sum", ".layers[0].criteria"),
    _contest("a panel without criteria", ", criteria: {all: {label: {zh: 总评}, points: 100}}", "", "scheme.missing_key", ".layers[0].criteria", "kind: panel"),
    _contest("a shortlist of other parts", "n: 2}", "n: 4}", "scheme.composition_sum", ".shortlist.composition"),
    _contest("an award shared out wrongly", "split: {north: 1}", "split: {north: 2}", "scheme.award_split", ".awards[0].split"),
    _contest("an award of no group", ", split: {north: 1}", "", "scheme.missing_key", ".awards[0].split", "{zh: 一等奖}"),
    _contest("an award of an unknown group", "split: {north: 1}", "split: {south: 1}", "scheme.undeclared", ".awards[0].split.south"),
    _contest("more awards than finalists", "n: 1, split: {north: 1}", "n: 4, split: {north: 4}", "scheme.awards_many", ".awards"),
    _contest("a bonus for what is not approved yet", "n: 1, split: {north: 1}}]", "n: 1, split: {north: 1}, bonus: 100}]\n    entries: waiting", "scheme.bonus_waits",
             ".awards[0].bonus", "bonus: 100"),
    _one("money from awards of a contest that is not there", "    rest_to: acceptance ", "    amount_from: award\n    rest_to: acceptance ", "scheme.stage_absent",
         "stages[6].amount_from", "    amount_from: award"),
    _one("awards made public of a contest that is not there", "{what: progress_circular,", "{what: contest_awards,", "scheme.stage_absent",
         "stages[10].releases[3].what", "{what: contest_awards,"),
    Variant("money from awards without a bonus", (*_contest("", "n: 2}", "n: 2}", "", "").edits,
            ("    rest_to: acceptance ", "    amount_from: award\n    rest_to: acceptance ")),
            (Expected("scheme.bonus_absent", "stages[7].amount_from", "    amount_from: award"),)),
    _contest("marks confirmed by who enters them", "confirmer: department_head", "confirmer: meeting_clerk", "scheme.same_role", ".confirmer"),
    _contest("a tie broken by a layer that is not there", "    layers:\n", "    tie_break: [radio]\n    layers:\n", "scheme.undeclared", ".tie_break[0]", "tie_break: [radio]"),
    _contest("a contest whose marks have no step", "    layers:\n", "    step: 0\n    layers:\n", "scheme.step_not_positive", ".step", "    step: 0\n"),
    _contest("a panel trimmed to nothing", "kind: panel,", "kind: panel, trim: {high: 2, low: 2, min_judges: 4},", "scheme.trim_all", ".layers[0].trim.min_judges"),
    Variant("a budget wanted of a form that asks none", (("type: budget, max_items: 40}", "type: money}"),
            ("start_gate: [commitment_signed,", "start_gate: [budget_set, commitment_signed,")),
            (Expected("scheme.gate_unasked", "stages[5].start_gate[0]", "start_gate: [budget_set,"),
             Expected("scheme.money_unasked", "stages[6]", "  - kind: funding"))),
    _one("a county that pays a budget it never asked for", "type: budget, max_items: 40}", "type: money}", "scheme.money_unasked", "stages[6]",
         "  - kind: funding"),
    _one("grades shown for objections but never listed", "      - {what: assessment_grades, audience: tenant, after_publicity: true}\n", "",
         "scheme.nothing_shown", "stages[4].of[1]", "    of: [decision, assessment] "),
    _one("money that waits for a notice", "pct: 40, at: midterm}", "pct: 40, at: publicity}", "scheme.never_due", "stages[6].stages[1].at"),
    _one("the eightieth working day of a quarter", "nth_workday_of: quarter, n: 5}", "nth_workday_of: quarter, n: 80}", "scheme.due_never",
         "stages[8].circular.due.n"),
    _one("applications drafted by the office", "    drafter: unit_drafter\n    checker", "    drafter: office\n    checker", "scheme.unit_elsewhere", "stages[0].drafter",
         "    drafter: office\n    checker"),
    _contest("a round of those who wait after one of those approved", "    layers:\n",
             "    entries: waiting\n    rounds: [{id: first, label: {zh: 初赛}, per: parent, clerk: unit_drafter, confirmer: department_head,"
             " winners: 1, entries: approved, layers: [{id: one, label: {zh: 甲}, weight: 100, kind: panel, role: meeting_member,"
             " criteria: {all: {label: {zh: 总评}, points: 100}}}]}]\n    layers:\n", "scheme.waits_no_more", ".entries", "    entries: waiting"),
    _before_seen("an end that is left again", _OVERRIDE + "  objection:\n    edges:\n"
                 "      - {action: objection.answer, from: [open], to: answered, roles: [office]}\n"
                 "      - {action: objection.answer, from: [answered], to: open, roles: [office]}\n",
                 "scheme.final_left", "machines.objection", "  objection:\n"),
    Variant("a road that goes round for ever", (("\nseen:\n", _OVERRIDE + "  quarterly_review:\n"
            "    states: {asked: {label: {zh: 已问}}, told: {label: {zh: 已答}}}\n    edges:\n"
            "      - {action: review.conclude, from: [open], to: concluded, roles: [office]}\n"
            "      - {action: review.conclude, from: [open, told], to: asked, roles: [office]}\n"
            "      - {action: review.conclude, from: [asked], to: told, roles: [office]}\n\nseen:\n"),),
            (Expected("scheme.no_end", "machines.quarterly_review.states.asked", "    states: {asked"),
             Expected("scheme.no_end", "machines.quarterly_review.states.told", "    states: {asked"))),
    _one("a clerk of the unit where there are no units", "    body: party_building_meeting\n    clerk: meeting_clerk\n    scorer", "    body: party_building_meeting\n    clerk: unit_drafter\n    scorer",
         "scheme.nobody_there", "roles.unit_drafter", "  unit_drafter:\n"),
)  # fmt: skip
