"""The matrix of units and stages: counts that add up, each a link to the matters behind it.

Units stand in the county's own order and never by merit: the board shows where help is needed, it ranks nobody (design.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.web.rendering import LIGHTS, NOTHING, Lang, RowPattern, esc, money

ROW = RowPattern(
    '<tr><th scope="row" class="keep">{unit:html}</th><td class="number">{declared:html}</td><td class="number">{vetting:html}</td>'
    '<td class="number">{meeting:html}</td><td class="number">{approved:html}</td><td class="number">{own:html}</td>'
    '<td class="number">{withdrawn:html}</td><td class="number">{planning:html}</td><td class="number">{running:html}</td><td>{lights:html}</td>'
    '<td class="number">{closed:html}</td><td class="number">{late:html}</td><td class="number">{problems:html}</td><td class="number">{paid:html}</td>'
    '<td class="number">{graded:html}</td></tr>'
)
APPROVED = ("approved", "approved_after_revision")
SIZE = 50
"""Units shown at once."""
ORDER = ("red", "orange", "yellow", "blue", "green")


@dataclass
class Line:
    """One unit's figures; `ways` count applications, the others projects."""

    key: str
    name: str
    order: int
    ways: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("vetting", "meeting", "approved", "self_implemented", "withdrawn"), 0
        )
    )
    states: dict[str, int] = field(default_factory=dict)
    lights: dict[str, int] = field(default_factory=dict)
    approved_projects: int = 0
    own_projects: int = 0
    late: int = 0
    problems: int = 0
    money: int = 0
    paid: int = 0
    graded: int = 0

    @property
    def declared(self) -> int:
        """Applications handed in: what became of them adds up to this."""
        return sum(self.ways.values())


def way_of(state: str) -> str:
    """The group an application's state is counted in."""
    if state.startswith(("vetting", "returned")):
        return "vetting"
    if state == "not_selected":
        return "withdrawn"
    return state if state in ("approved", "self_implemented", "withdrawn") else "meeting"


def lines(declared: Iterable[Any], running: Iterable[Any]) -> list[Line]:
    """One line a unit, in the county's order."""
    found: dict[str, Line] = {}
    for d in declared:
        line = found.setdefault(d.unit, Line(d.unit, d.name, d.order))
        line.ways[way_of(d.state)] += d.count
    for p in running:
        line = found.setdefault(p.unit, Line(p.unit, p.name, p.order))
        _add(line, p)
    return sorted(found.values(), key=lambda one: (one.order, one.name, one.key))


def _add(line: Line, project: Any) -> None:
    line.states[project.state] = line.states.get(project.state, 0) + 1
    if project.state in ("running", "closing"):
        line.lights[project.light] = line.lights.get(project.light, 0) + 1
    line.approved_projects += project.outcome in APPROVED
    line.own_projects += project.outcome == "self_implemented"
    line.late += project.late_reports
    line.problems += project.problems
    line.money += project.money
    line.paid += project.paid
    line.graded += project.is_graded


def total(found: Iterable[Line]) -> Line:
    """The county as the sum of its units."""
    whole = Line("", _("合计"), 0)
    for line in found:
        for own, other in ((whole.ways, line.ways), (whole.states, line.states), (whole.lights, line.lights)):
            for name, n in other.items():
                own[name] = own.get(name, 0) + n
        for name in ("approved_projects", "own_projects", "late", "problems", "money", "paid", "graded"):
            setattr(whole, name, getattr(whole, name) + getattr(line, name))
    return whole


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Whether the figures agree: the declared with what became of them, the decisions with the projects they opened."""

    sentence: str
    faults: tuple[str, ...]


def reconciled(whole: Line) -> Reckoning:
    """The county's own sum in words (WH-11: 24 declared are 15 approved and 9 self-implemented)."""
    under_way = whole.ways["vetting"] + whole.ways["meeting"]
    sentence = _("申报 %(all)s 个 ＝ 立项 %(yes)s 个 ＋ 自行组织实施 %(own)s 个 ＋ 在办 %(way)s 个 ＋ 撤回或落选 %(gone)s 个。") % {
        "all": whole.declared, "yes": whole.ways["approved"], "own": whole.ways["self_implemented"], "way": under_way, "gone": whole.ways["withdrawn"],
    }  # fmt: skip
    faults = []
    for label, decided, opened in (
        (_("立项"), whole.ways["approved"], whole.approved_projects),
        (_("自行组织实施"), whole.ways["self_implemented"], whole.own_projects),
    ):
        if decided != opened:
            faults.append(
                _("%(label)s的申报 %(n)s 个，建成的项目 %(m)s 个，两者应当相等。")
                % {"label": label, "n": decided, "m": opened}
            )
    return Reckoning(sentence, tuple(faults))


def columns() -> list[dict[str, Any]]:
    """The headings, in the order of the path."""
    labels = (
        _("单位"), _("申报"), _("审核中"), _("例会"), _("立项"), _("自行实施"), _("撤回或落选"), _("计划中"), _("推进中"), _("灯"),
        _("结项"), _("迟报"), _("未销号"), _("已拨"), _("已定等次"),
    )  # fmt: skip
    words = {_("单位"), _("灯")}
    return [{"label": label, "number": label not in words} for label in labels]


def _count(n: int, url: str, what: str) -> SafeString:
    """A count as a link to what is behind it; nothing for none."""
    if not n:
        return NOTHING
    return SafeString(f'<a href="{esc(url)}" aria-label="{esc(what)} {n}">{n}</a>')


@dataclass(frozen=True, slots=True)
class More:
    """How many units come after those shown, and where they are shown; 0 where there are none."""

    count: int = 0
    url: str = ""


def windowed(found: list[Line], first: str) -> tuple[list[Line], More]:
    """Fifty units from the one with this key (from the beginning where there is none such), and what comes after."""
    begin = next((at for at, line in enumerate(found) if line.key == first), 0)
    rest = found[begin + SIZE :]
    return found[begin : begin + SIZE], More(
        len(rest), f"/board?from={rest[0].key}#matrix"
    ) if rest else More()


def body(shown: list[Line], whole: Line, lang: Lang) -> SafeString:
    """The rows, and the county's sum where it is more than they say."""
    is_one = len(shown) == 1 and shown[0].declared == whole.declared and shown[0].states == whole.states
    return ROW.rows(_row(line, lang) for line in [*shown, *([] if is_one else [whole])])


def _row(line: Line, lang: Lang) -> tuple[SafeString, ...]:
    unit = f"&unit={line.key}" if line.key else ""

    def at(way: str) -> SafeString:
        return _count(line.ways[way], f"/projects/applications?at={way}{unit}", line.name)

    def state(*names: str) -> SafeString:
        n = sum(line.states.get(name, 0) for name in names)
        return _count(
            n,
            f"/projects?state={names[0]}{unit}" if len(names) == 1 else f"/projects?{unit.lstrip('&')}",
            line.name,
        )

    name = SafeString(
        f'<a href="/projects?unit={line.key}">{esc(line.name)}</a>' if line.key else esc(line.name)
    )
    return (
        name,
        _count(line.declared, f"/projects/applications?{unit.lstrip('&')}", line.name),
        at("vetting"),
        at("meeting"),
        at("approved"),
        at("self_implemented"),
        at("withdrawn"),
        state("preparing", "committed"),
        state("running", "closing"),
        _lights(line, unit, lang),
        state("closed"),
        _count(line.late, f"/projects?{unit.lstrip('&')}", line.name),
        _count(line.problems, f"/projects?sort=-open_problems{unit}", line.name),
        money(line.paid, lang) if line.money else NOTHING,
        _count(line.graded, f"/projects?state=closed{unit}", line.name),
    )


def _lights(line: Line, unit: str, lang: Lang) -> SafeString:
    """The lights of running projects, worst first, each with shape, number and word."""
    parts = []
    for code in ORDER:
        n = line.lights.get(code, 0)
        if n:
            tone, shape, zh, en = LIGHTS[code]
            word = esc(zh if lang == "zh" else en)
            parts.append(
                f'<a class="light light-{tone} keep" href="/projects?light={code}{esc(unit)}" title="{word}" aria-label="{word} {n}">'
                f'<span class="light-shape" aria-hidden="true">{shape}</span>{n}</a>'
            )
    return SafeString(" ".join(parts)) if parts else NOTHING
