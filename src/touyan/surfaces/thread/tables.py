"""The register of projects, and of applications that are not projects yet, as lists."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from touyan.core.scheme import label
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import LIGHTS, NOTHING, Lang, RowPattern, bar, chip, light, link
from touyan.stages.publication.reads import Units

ROW = RowPattern(
    '<tr><td class="figures">{number}</td><td class="main-cell">{title:html}</td><td>{unit}</td><td>{leader}</td><td>{area}</td>'
    '<td>{light:html}</td><td>{bar:html}</td><td class="number">{problems:html}</td><td>{state:html}</td></tr>'
)
MATTER_ROW = RowPattern(
    '<tr><td class="figures">{number}</td><td class="main-cell">{title:html}</td><td>{unit}</td><td>{leader}</td><td>{state:html}</td></tr>'
)
Tone = Literal["", "good", "warn", "late", "calm", "none"]
TONES: dict[str, Tone] = {
    "preparing": "calm",
    "committed": "calm",
    "running": "good",
    "closing": "calm",
    "light": "none",
    "closed": "none",
}
WAYS: dict[str, tuple[str, ...]] = {
    "inner": ("draft", "checking", "signing"),
    "vetting": ("vetting", "returned"),
    "meeting": ("meeting", "revising", "revision_answered"),
    "approved": ("approved",),
    "self_implemented": ("self_implemented",),
    "withdrawn": ("withdrawn", "not_selected"),
}
"""Groups of states of an application, as the board counts them."""
APPROVED = ("approved", "approved_after_revision")


def of_outcome(rows: Any, name: str) -> Any:
    """Projects of an outcome; approved after revision counts as approved."""
    return rows.filter(outcome__in=APPROVED if name == "approved" else (name,))


def in_states(rows: Any, way: str) -> Any:
    """Applications in one group of states; a level's states begin with the group's name."""
    chosen = Q(pk__in=[])
    for name in WAYS[way]:
        chosen |= Q(state=name) | Q(state__startswith=f"{name}.")
    return rows.filter(chosen)


def way_words() -> dict[str, str]:
    """The groups in words."""
    return {
        "inner": _("单位内办理"),
        "vetting": _("审核中"),
        "meeting": _("例会审议"),
        "approved": _("立项"),
        "self_implemented": _("自行组织实施"),
        "withdrawn": _("撤回或落选"),
    }


def by_unit(rows: Any, text: str) -> Any:
    """By a unit's key (from the board) or by a part of its name or initials."""
    if len(text) == 36:
        return rows.filter(unit__key=text) if text.replace("-", "").isalnum() else rows.none()
    return rows.filter(Q(unit__name__icontains=text) | Q(unit__initials__istartswith=text))


def areas_of(versions: list[Any], lang: Lang) -> dict[str, str]:
    """Focus areas of every scheme in use, by name."""
    taxonomies = [v.rules.taxonomies["area"] for v in reversed(versions) if "area" in v.rules.taxonomies]
    return {name: label(said, lang) for one in taxonomies for name, said in one.options.items()}


def states_of(versions: list[Any], lang: Lang) -> dict[str, str]:
    """States of a project in every scheme in use, by name."""
    machines = [m for v in reversed(versions) if (m := v.machine("project")) is not None]
    return {s.name: words(m.label_of(s.name), lang) for m in machines for s in m.states.values()}


def _of_unit(units: Units) -> Filter:
    """One of the units, from a list or by name."""
    if units.are_typed:
        return Filter("unit", _("单位"), by_unit, said=units.names)
    return Filter("unit", _("单位"), by_unit, tuple(units.names.items()))


def project_list(lang: Lang, versions: list[Any], units: Units) -> Listing:
    """Projects with filters by outcome, light, unit, area, state and words."""
    areas, states = areas_of(versions, lang), states_of(versions, lang)
    lights = {code: said[2 if lang == "zh" else 3] for code, said in LIGHTS.items()}

    def row(one: Any) -> tuple[str | int, ...]:
        is_counted = one.state in ("running", "closing", "closed")
        return (
            one.number,
            link(f"/projects/{one.key}", one.title),
            one.unit.label,
            one.leader.name,
            areas.get(one.focus_area, one.focus_area),
            light(one.light, lang),
            bar(int(float(one.actual)), int(float(one.scheduled)), lang) if is_counted else NOTHING,
            link(f"/projects/{one.key}#inspection", str(one.open_problems)) if one.open_problems else NOTHING,
            chip(states.get(one.state, one.state), TONES.get(one.state, "")),
        )

    return Listing(
        caption=_("项目"),
        columns=(
            Column(_("编号"), "number"),
            Column(_("项目名称"), "title"),
            Column(_("单位"), "unit__order"),
            Column(_("领题书记")),
            Column(_("领域"), "focus_area"),
            Column(_("灯"), "light"),
            Column(_("进度")),
            Column(_("未销号问题"), "open_problems", number=True),
            Column(_("状态"), "state"),
        ),
        rows=lambda found: ROW.rows(row(one) for one in found),
        filters=(
            Filter(
                "q",
                _("关键词"),
                lambda rows, text: rows.filter(Q(title__icontains=text) | Q(number__icontains=text)),
            ),
            Filter(
                "outcome",
                _("立项结果"),
                of_outcome,
                (("approved", _("立项")), ("self_implemented", _("自行组织实施"))),
            ),
            Filter("light", _("灯"), lambda rows, value: rows.filter(light=value), tuple(lights.items())),
            _of_unit(units),
            Filter(
                "area", _("领域"), lambda rows, value: rows.filter(focus_area=value), tuple(areas.items())
            ),
            Filter("state", _("状态"), lambda rows, value: rows.filter(state=value), tuple(states.items())),
        ),
        order="number",
        is_sheet=False,
        empty_title=_("还没有项目"),
        empty_text=_("例会决定以后，立项和自行组织实施的项目都会出现在这里。"),
        empty_acts=({"label": _("看申报走到哪里"), "url": "/projects/applications"},),
    )


def matter_list(lang: Lang, units: Units) -> Listing:
    """Applications by where they stand; each opens on its line."""

    def row(one: Any) -> tuple[str | int, ...]:
        project = getattr(one, "project", None)
        url = f"/projects/{project.key}" if project else f"/projects/applications/{one.key}"
        own = one.scheme_version.machine("application")
        state = words(own.label_of(one.state), lang) if own else one.state
        return (
            one.number,
            link(url, one.title or _("（还没有写项目名称）")),
            one.unit.label,
            one.leader.name if one.leader else "",
            chip(state),
        )

    return Listing(
        caption=_("申报走到哪里"),
        columns=(
            Column(_("编号"), "number"),
            Column(_("项目名称"), "title"),
            Column(_("单位"), "unit__order"),
            Column(_("领题书记")),
            Column(_("状态"), "state"),
        ),
        rows=lambda found: MATTER_ROW.rows(row(one) for one in found),
        filters=(
            Filter(
                "q",
                _("关键词"),
                lambda rows, text: rows.filter(Q(title__icontains=text) | Q(number__icontains=text)),
            ),
            Filter("at", _("走到哪里"), in_states, tuple(way_words().items())),
            _of_unit(units),
        ),
        order="unit__order",
        empty_title=_("还没有申报"),
        empty_text=_("申报通知发出后，各单位的申报会出现在这里。"),
    )
