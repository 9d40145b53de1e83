"""Random schemes: whole counties put together by chance, and any file spoiled by chance.

`counties` draws schemes as an office could write them, stage by stage, with people, numbers and lists by chance; most are
sound and some are not, which is for the checker to say. `spoiled` draws a shipped or drawn file with something in it
replaced, dropped, doubled or moved, by values or by letters.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, get_args

import yaml
from hypothesis import strategies as st

from touyan.core.scheme.shape.terms import FieldType, Gate, Measure, RolePlace, UnitKind

SHIPPED = sorted((Path(__file__).parents[2] / "schemes").glob("*/scheme.yaml"))
FILES = [file for file in SHIPPED if "\nparent:" not in file.read_text(encoding="utf-8")]
"""Schemes that stand by themselves; what a child may say is held elsewhere."""
YEAR = 2026
BANNED = ("photo", "location")
HARD = (*BANNED, "attachment", "need_link")
"""What the walker of the journeys cannot give: files, and a need somebody must have raised."""
KINDS = ("street", "town", "village", "community")
Tree = dict[str, Any]


def label(words: str) -> Tree:
    return {"zh": words}


def text_of(tree: Any) -> str:
    """A tree as a file: JSON is the same language written closely."""
    return json.dumps(tree, ensure_ascii=False, indent=1)


def shipped(file: Path) -> Any:
    """A shipped file as a tree of words."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


class Draw:
    """Chance with a few words for it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def maybe(self, share: float = 0.5) -> bool:
        return self.chance.random() < share

    def one(self, *values: Any) -> Any:
        return self.chance.choice(values)

    def some(self, values: Any, least: int = 0) -> list[Any]:
        known = list(values)
        return self.chance.sample(known, self.chance.randint(least, len(known)))

    def parts(self, total: int, count: int) -> list[int]:
        """So many whole numbers above nought that add up."""
        cuts = sorted(self.chance.sample(range(1, total), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]

    def whole(self, least: int, most: int) -> int:
        return self.chance.randint(least, most)


def county(chance: random.Random) -> Tree:
    """One scheme by chance."""
    d = Draw(chance)
    tree: Tree = {
        "language": 1, "id": f"drawn-{d.whole(0, 999)}", "place": "360521000000", "year": YEAR, "label": label("抽出来的方案"),
        "owner": {"body": "group", "office": "office", "role": "office"},
        "bodies": _bodies(d), "roles": _roles(d), "windows": _windows(), "forms": _forms(d),
    }  # fmt: skip
    if d.maybe():
        tree["taxonomies"] = _taxonomies(d)
    if d.maybe(0.4):
        tree["groups"] = {"upper": {"label": label("上组"), "of": {"unit_kinds": ["town", "street"]}}, "lower": {"label": label("下组"), "of": {"unit_kinds": ["village", "community"]}}}  # fmt: skip
    stages = _begin(d, tree) if d.maybe(0.9) else []
    if not stages or d.maybe(0.1):
        stages = [{"kind": "task_list", "role": "office", "leader": "secretary", "starts_on": "2026-02-02", "finish_by": "2026-12-15"}, *stages]  # fmt: skip
    if d.maybe(0.8):
        stages += _carry(d, tree, stages)
    if d.maybe(0.04):
        stages = d.some(stages, 1)
    tree["stages"] = stages
    if d.maybe(0.2):
        tree["machines"] = _machines(d, {stage["kind"] for stage in stages})
    if d.maybe(0.3):
        tree["seen"] = {"projects": {"label": label("项目"), "value": d.whole(1, 99)}}
    return tree


def _bodies(d: Draw) -> Tree:
    bodies: Tree = {name: {"label": label(words)} for name, words in (("group", "领导小组"), ("office", "办公室"), ("department", "组织部"), ("jury", "评委会"))}  # fmt: skip
    if d.maybe(0.5):
        bodies["office"]["seats"] = ["clerk", "head", "vetter", *d.some(("drafter", "secretary"))]
    return bodies


def _role(name: str, words: str, of: str, posts: list[str], named: str = "") -> tuple[str, Tree]:
    return name, {"label": label(words), "of": of, "posts": posts, **({"named": named} if named else {})}


def _roles(d: Draw) -> Tree:
    roles = dict((
        _role("drafter", "经办人", "own", ["drafter"]),
        _role("checker", "审稿人", "own", ["checker"]),
        _role("secretary", "书记", "own", ["secretary"]),
        _role("office", "办公室", "body", ["clerk", "head"], "office"),
        _role("clerk", "记录人", "body", ["clerk"], "office"),
        _role("head", "负责人", "body", ["head"], "department"),
        _role("vetter", "审核人", "body", ["vetter"], "department"),
        _role("inspector", "督查人", "body", ["inspector"], "department"),
        _role("cashier", "财务", "body", ["finance_officer"], "department"),
        _role("judge", "评委", "body", ["judge"], "jury"),
        _role("above", "上级", d.one("parent", "above"), ["secretary"]),
    ))  # fmt: skip
    if d.maybe(0.1):
        odd = d.chance.choice(list(roles))
        roles[odd] |= {"of": d.chance.choice(get_args(RolePlace)), "named": "mentor"}
    return roles


def _windows() -> Tree:
    return {
        "apply": {"from": "2026-01-05", "to": "2026-02-28"},
        "work": {"from": "2026-02-02", "to": "2026-11-30"},
        "assess": {"from": "2026-11-16", "to": "2026-12-31"},
    }


def _taxonomies(d: Draw) -> Tree:
    made: Tree = {}
    for name in d.some(("class", "size", "area"), 1):
        options = {f"{name}{n}": label(f"选项{n}") for n in range(1, d.whole(2, 4) + 1)}
        made[name] = {
            "label": label(name),
            "options": options,
            **({"pick": "several"} if name == "area" else {}),
        }
    return made


def _field(d: Draw, kind: str) -> Tree:
    made: Tree = {
        "label": label(kind),
        "type": kind,
        "required": d.maybe(),
        "privacy": d.one("P0", "P1", "P2"),
    }
    if kind in HARD:
        made["required"] = kind in BANNED and d.maybe(0.1)
    if kind in ("choice", "multi_choice", "checks"):
        made["options"] = {"a": label("甲"), "b": label("乙")}
    if kind == "table":
        made["columns"] = {"one": {"label": label("一栏"), "required": d.maybe()}}
    if kind in ("text", "long_text") and d.maybe():
        made["max_chars"] = d.whole(20, 400)
    if kind in ("list", "indicators", "tasks", "people") and d.maybe():
        made |= {"min_items": d.whole(0, 3), "max_items": d.whole(3, 30)}
    return made


def _forms(d: Draw) -> Tree:
    kinds = [k for k in get_args(FieldType) if k not in ("location", "checks") or d.maybe(0.02)]
    asked: Tree = {"title": {"label": label("名称"), "type": "text", "required": True, "privacy": "P0"}}
    asked["period"] = {"label": label("起止"), "type": "period", "required": True}
    for kind in d.some(kinds, 3):
        asked[f"f_{kind}"] = _field(d, kind)
    told = {"unit": {"label": label("单位"), "type": "text", "source": "unit"}}
    report = {
        "tasks": {"label": label("任务"), "type": "tasks", "source": "tasks"},
        "help": _field(d, "long_text"),
    }
    return {
        "paper": {"label": label("申报表"), "minutes": 240, "sections": {"basics": {"label": label("基本"), "fields": {**told, **asked}}}},
        "report": {"label": label("月报"), "minutes": 20, "sections": {"only": {"label": label("进展"), "fields": report}}},
        "promise": {"label": label("承诺书"), "minutes": 10, "sections": {"only": {"label": label("承诺"), "fields": {"words": _field(d, "long_text")}}}},
    }  # fmt: skip


def _selector(d: Draw, tree: Tree) -> Tree:
    taxonomies, made = tree.get("taxonomies", {}), {}
    if d.maybe(0.3):
        made["unit_kinds"] = d.some(KINDS, 1)
    for key, name in (("classes", "class"), ("sizes", "size")):
        if name in taxonomies and d.maybe(0.3):
            made[key] = d.some(taxonomies[name]["options"], 1)
    return made


def _begin(d: Draw, tree: Tree) -> list[Tree]:
    """From the application to the decision and the contest."""
    paper = tree["forms"]["paper"]["sections"]["basics"]["fields"]
    for name in tree.get("taxonomies", {}):
        kind = "multi_choice" if name == "area" else "choice"
        paper[name] = {"label": label(name), "type": kind, "choose_from": name, "required": True}
    _beside(d, tree)
    stages = [_application(d), *([_vetting(d, tree)] if d.maybe(0.8) else [])]
    if d.maybe(0.2):
        stages.append({"kind": "filing", "role": "vetter", "applies_to": _selector(d, tree)})
    decided = d.maybe(0.4)
    if decided or d.maybe(0.02):
        stages.append(_meeting(d))
    if decided:
        stages.append(_decision(d, stages))
    if d.maybe(0.3):
        stages.append(_contest(d, tree, decided))
    return stages


def _beside(d: Draw, tree: Tree) -> None:
    """What stands beside the stages: checks, a catalogue, required projects, residents."""
    if d.maybe(0.3):
        item = {"label": label("看题"), "question": label("行吗"), "fields": ["basics.title"]}
        tree["checks"] = {
            "good": {"label": label("三看"), "form": "paper", "at": ["vetting"], "items": {"one": item}}
        }
    if d.maybe(0.2):
        answers = [{"field": "basics.title", "text": "目录里的题目"}]
        tree["catalogue"] = {
            "item": {"label": label("目录项"), "claims": d.one("many", "one"), "answers": answers}
        }
        if d.maybe():
            tree["required"] = {
                "must": {"label": label("必选"), "applies_to": {"unit_kinds": d.some(KINDS, 1)}}
            }
    if d.maybe(0.2):
        phases = d.some(("planning", "review", "delivery", "assessment"), 1)
        tree["participation"] = {"role": "drafter", "phases": phases}
    if d.maybe(0.2):
        tree["client_acceptance"] = {
            "role": "inspector",
            "at_least": d.whole(1, 5),
            "satisfied_pct": d.whole(1, 100),
        }


def _application(d: Draw) -> Tree:
    stage: Tree = {
        "kind": "application", "form": "paper", "drafter": "drafter", "leader": d.one(*["secretary"] * 29, "above"), "window": "apply",
        "leader_only": d.maybe(0.7), "applies_to": {"unit_kinds": list(KINDS)},
    }  # fmt: skip
    if d.maybe():
        stage["checker"] = "checker"
    if d.maybe():
        stage["finish_by"] = "2026-12-31"
    if d.maybe():
        stage["quota"] = [{"per": d.one("leader", "unit"), "min": 0, "max": d.whole(1, 3)}]
    return stage


def _vetting(d: Draw, tree: Tree) -> Tree:
    levels = {}
    for n in range(1, d.whole(1, 3) + 1):
        levels[f"level{n}"] = {
            "label": label(f"第{n}关"),
            "role": d.one("vetter", "head", "office"),
            **({"workdays": 5} if d.maybe() else {}),
        }
    rework = {"max_rounds": d.whole(0, 3), "workdays": d.whole(1, 10)}
    return {"kind": "vetting", "levels": levels, "rework": rework, "checks": list(tree.get("checks", {}))}


def _meeting(d: Draw) -> Tree:
    points = d.parts(100, d.whole(1, 4))
    cut = d.one(
        {"rule": "recorded_decision"},
        {"rule": "top_n", "n": d.whole(1, 5)},
        {"rule": "score_line", "score": 60},
    )
    return {
        "kind": "meeting", "body": d.one("group", "jury"), "clerk": "clerk", "scorer": "judge", "cut": cut, "tie": {"body": "group"},
        "criteria": {f"c{n}": {"label": label(f"标准{n}"), "points": p} for n, p in enumerate(points)},
        **({"trim": {"high": 1, "low": 1, "min_judges": 5}} if d.maybe(0.3) else {}), "step": d.one(1, 0.5, 0.1),
    }  # fmt: skip


def _decision(d: Draw, stages: list[Tree]) -> Tree:
    names = ["approved", *d.some(("approved_after_revision", "self_implemented"))]
    tracks = {"approved": ("full", "full", "full", "light"), "approved_after_revision": ("full",), "self_implemented": ("light", "none", "full")}  # fmt: skip
    made: Tree = {
        "kind": "decision", "body": "group", "clerk": "clerk",
        "outcomes": {name: {"label": label(name), "track": d.one(*tracks[name])} for name in names},
    }  # fmt: skip
    if "approved_after_revision" in names or d.maybe(0.3):
        made["verifier"] = "vetter"
    if d.maybe(0.4):
        made["notice"] = {"drafter": "office", "signer": "head"}
    if "self_implemented" in names and stages[-2]["kind"] == "vetting" and d.maybe():
        stages[-2]["rework"]["then"] = "self_implemented"
    return made


def _layers(d: Draw) -> list[Tree]:
    made: list[Tree] = []
    for n, weight in enumerate(d.parts(100, d.whole(1, 3))):
        layer: Tree = {"id": f"layer{n}", "label": label(f"第{n}层"), "weight": weight, "role": "judge"}
        if n and d.maybe():
            made.append({**layer, "kind": "closed_jury", "size": 20, "quorum": d.whole(1, 20)})
        else:
            points = d.parts(100, d.whole(1, 3))
            criteria = {f"c{i}": {"label": label(f"标准{i}"), "points": p} for i, p in enumerate(points)}
            made.append({**layer, "kind": "panel", "criteria": criteria, "quorum": d.whole(1, 3)})
    return made


def _contest(d: Draw, tree: Tree, decided: bool) -> Tree:
    made: Tree = {
        "kind": "contest", "body": "jury", "clerk": "clerk", "confirmer": "head", "layers": _layers(d),
        "entries": d.one("approved", "waiting") if decided else "approved",
    }  # fmt: skip
    groups = list(tree.get("groups", {})) if d.maybe() else []
    if groups:
        made["groups"] = groups
    if d.maybe(0.8):
        count = d.whole(1, 2)
        made["awards"] = [
            {"name": f"award{n}", "label": label(f"{n}等奖"), "n": 2 if groups else 1, **({"split": dict.fromkeys(groups, 1)} if groups else {}),
             **({"bonus": 1000} if made["entries"] == "approved" and d.maybe() else {})}
            for n in range(1, count + 1)
        ]  # fmt: skip
    if d.maybe(0.2):
        made["rounds"] = [{"id": "first", "label": label("初赛"), "per": "parent", "clerk": "drafter", "confirmer": "secretary", "winners": d.whole(1, 3),
                           "applies_to": {"unit_kinds": ["village", "community"]}, "layers": _layers(d), "entries": made["entries"]}]  # fmt: skip
    return made


def _carry(d: Draw, tree: Tree, before: list[Tree]) -> list[Tree]:
    stages: list[Tree] = []
    kinds = {stage["kind"] for stage in before}
    awards = next((s.get("awards", []) for s in before if s["kind"] == "contest"), [])
    assessed = d.maybe(0.7)
    shown = [
        n
        for n, is_there in (
            ("decision", "decision" in kinds),
            ("assessment", assessed),
            ("award", bool(awards)),
        )
        if is_there
    ]
    if shown and d.maybe(0.4):
        stages.append(
            {
                "kind": "publicity",
                "of": d.some(shown, 1),
                "workdays": 5,
                "role": "clerk",
                "objection": {"role": "head"},
            }
        )
    if d.maybe(0.95):
        stages.append(_plan(d))
    if d.maybe(0.4):
        stages.append(_funding(d, any(a.get("bonus") for a in awards)))
    if d.maybe(0.95):
        stages.append(_progress(d, tree))
    if d.maybe(0.6):
        stages.append({"kind": "supervision", "role": "inspector", "problems": {"finder": "inspector", "rectifier": "drafter", "verifier": "vetter"},
                       "escalation": [{"do": "remind", "before_workdays": d.whole(1, 5)}, {"do": "interview", "reds_in_year": 3}]})  # fmt: skip
    if assessed:
        stages.append(_assessment(d))
    if d.maybe(0.7):
        stages.append(_publication(d, shown))
    return stages


def _plan(d: Draw) -> Tree:
    made: Tree = {
        "kind": "plan",
        "role": "drafter",
        "leader": "secretary",
        "direction": d.one("forward", "backward"),
        "finish_by": "2026-11-30",
    }
    if d.maybe():
        made["commitment"] = {"form": "promise", "public": d.maybe()}
    common = ("tasks_owned", "plan_feasible", "responsible_person_named", "linked_leader_named")
    if d.maybe(0.3):
        made["stage_gate"] = {"closes": "vetter", "waives": "head"}
    made["start_gate"] = d.some(common if d.maybe(0.7) else get_args(Gate))
    return made


def _funding(d: Draw, has_bonus: bool) -> Tree:
    stages = _instalments(d, "")
    made = {"kind": "funding", "stages": stages, "rest_to": stages[-1]["id"], "requester": "drafter", "approver": "head", "payer": "cashier",
            "amount_from": "award" if has_bonus and d.maybe() else "budget", "blocked_by_red": d.maybe()}  # fmt: skip
    if has_bonus and made["amount_from"] == "budget" and d.maybe():
        made["award_stages"] = _instalments(d, "bonus_")
        made["award_rest_to"] = made["award_stages"][-1]["id"]
    return made


def _instalments(d: Draw, before: str) -> list[Tree]:
    at = d.some(("approval", "start", "midterm", "acceptance"), 1)
    return [
        {"id": before + name, "label": label(before + name), "pct": pct, "at": name}
        for name, pct in zip(at, d.parts(100, len(at)), strict=True)
    ]


def _cadence(d: Draw) -> Tree:
    every = d.one("week", "half_month", "month", "quarter")
    due = d.one(
        {"last_workday_of": every, "time": "17:00"}, {"nth_workday_of": every, "n": d.whole(1, 6)},
        {"day": d.whole(1, 31), "roll": d.one("next", "previous", "none")}, {"window_last_workdays": d.whole(1, 10), "of": every},
    )  # fmt: skip
    return {"every": every, "due": due, "skip_if_no_workday": d.maybe()}


def _progress(d: Draw, tree: Tree) -> Tree:
    reports: Tree = {}
    for n in range(d.whole(1, 3)):
        style = d.one("report", "line", "review")
        made: Tree = {"label": label(f"报告{n}"), "style": style, "cadence": _cadence(d), "role": "inspector" if style == "review" else "drafter", "no_change": d.maybe()}  # fmt: skip
        if style != "line":
            made["form"] = "report"
        if style != "review" and d.maybe():
            made["accepted_by"] = "vetter"
        if d.maybe(0.3):
            made["applies_to"] = _selector(d, tree)
        reports[f"r{n}"] = made
    lights = {
        "levels": [
            {"light": "red", "any": [{"gap_over": 30}, {"overdue_over": 0}]},
            {"light": "yellow", "any": [{"gap_over": 10}]},
        ]
    }
    return {
        "kind": "progress",
        "task_role": "drafter",
        "accepted_by": d.one("vetter", "office"),
        "reports": reports,
        "lights": lights,
    }


def _assessment(d: Draw) -> Tree:
    fair = [m for m in get_args(Measure) if not m.endswith(("_count", "_vote", "_time"))]
    parts = []
    for n, weight in enumerate(d.parts(100, d.whole(1, 3))):
        measures = d.some(fair, 1)[:3] if d.maybe(0.97) else [d.chance.choice(get_args(Measure))]
        indicators = [{"id": f"i{i}", "label": label(m), "points": p, "measure": m} for i, (m, p) in enumerate(zip(measures, d.parts(100, len(measures)), strict=True))]  # fmt: skip
        parts.append({"id": f"p{n}", "label": label(f"部分{n}"), "view": d.one("process", "result", "effect"), "weight": weight, "indicators": indicators})  # fmt: skip
    grades = [
        {"name": "good", "label": label("好"), "from": 80},
        {"name": "rest", "label": label("一般"), "from": 0},
    ]
    if d.maybe(0.3):
        grades[0]["quota_pct"] = 25
    return {"kind": "assessment", "window": "assess", "enters": "drafter", "scorer": d.one("vetter", "office"), "confirmer": "head", "parts": parts, "grades": grades,
            "consequences": [{"grade": "good", "propose": ["commend"]}]}  # fmt: skip


def _publication(d: Draw, shown: list[str]) -> Tree:
    lists = {"decision": "approved_list", "assessment": "assessment_grades", "award": "contest_awards"}
    releases = [
        {"what": lists[name], "audience": d.one("public", "tenant")} for name in shown if d.maybe(0.9)
    ]
    return {
        "kind": "publication",
        "preparer": "office",
        "releaser": "head",
        "releases": releases or [{"what": "scheme", "audience": "public"}],
    }


def _machines(d: Draw, kinds: set[str]) -> Tree:
    """A few ways of its own: other words, a state more, an action less."""
    made: Tree = {}
    if "progress" in kinds:
        made["task"] = d.one(
            {"labels": {"open": label("在办")}}, {"actions": {"accept": label("验收")}}, {"drop": ["task.send_back"]}, {"drop": ["task.accept"]},
            {"states": {"seen": {"label": label("已看")}}, "edges": [
                {"action": "task.accept", "from": ["claimed"], "to": "seen", "roles": ["vetter"]},
                {"action": "task.accept", "from": ["seen"], "to": "accepted", "roles": [d.one("head", "above", "secretary")]}]},
        )  # fmt: skip
    if "application" in kinds and d.maybe():
        made["call"] = d.one(
            {"drop": ["call.extend"]},
            {"actions": {"open": label("发出")}},
            {"labels": {"draft": label("未发")}},
        )
    if "supervision" in kinds and d.maybe():
        made["problem"] = d.one(
            {"drop": ["problem.reject_rectification"]},
            {"drop": ["problem.verify"]},
            {"labels": {"open": label("已交办")}},
        )
    return made


counties = st.integers(0, 10**9).map(lambda seed: county(random.Random(seed)))


def _places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for step, below in steps for place in _places(below, (*path, step)))]


def _at(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


STRANGE: tuple[Any, ...] = (
    "", "null", None, True, False, -1, 0, 1, 2.5, 99999, "2026-02-30", "2026-06-30", "2027-02-01", "24:00", "09:30", "无", "a b", "x" * 300,
    [], {}, [[]], {"zh": "词"}, ["drafter"], {"a": {"b": []}}, "approved", "own", "anyone", *get_args(UnitKind),
)  # fmt: skip


def spoil(tree: Any, chance: random.Random) -> Any:
    """The tree with one thing in it replaced, dropped, doubled under another name or moved."""
    places = _places(tree)[1:]
    if not places:
        return tree
    path = chance.choice(places)
    holder, last = _at(tree, path[:-1]), path[-1]
    match chance.randrange(4):
        case 0:
            holder[last] = chance.choice(STRANGE)
        case 1:
            del holder[last]
        case 2:
            holder[last] = json.loads(json.dumps(_at(tree, chance.choice(places))))
        case _ if isinstance(holder, dict):
            holder[chance.choice([last + "x", "from", "of", "applies_to", "n"])] = holder.pop(last)
        case _:
            holder.append(json.loads(json.dumps(holder[last])))
    return tree


def garble(text: str, chance: random.Random) -> str:
    """The text with some letters lost, doubled or put elsewhere."""
    letters = list(text)
    for _ in range(chance.randint(1, 6)):
        i = chance.randrange(len(letters))
        match chance.randrange(3):
            case 0:
                del letters[i : i + chance.randint(1, 30)]
            case 1:
                letters.insert(i, chance.choice("{}[]:,&*!|>\"'#-?%@` \n\t\u3000\x00𝄞é0"))
            case _:
                j = chance.randrange(len(letters))
                letters[i:i] = letters[j : j + chance.randint(1, 200)]
        if not letters:
            break
    return "".join(letters)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A drawn or shipped file, spoiled by values or by letters."""
    chance = random.Random(draw(st.integers(0, 10**9)))
    tree = county(chance) if chance.random() < 0.5 else shipped(chance.choice(FILES))
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        tree = spoil(tree, chance)
    text = text_of(tree)
    return garble(text, chance) if chance.random() < 0.3 else text
