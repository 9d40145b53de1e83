"""The list of units, and the whole tree as folding lists."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.units.queries import names_by_id
from touyan.foundation.units.rules import UNIT_KINDS, UNIT_MACHINE
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, chip, esc, link

ROW = RowPattern(
    '<tr><td>{name:html}</td><td>{kind}</td><td class="soft">{path}</td><td class="figures">{code}</td><td>{state:html}</td></tr>'
)
TONES = {"active": "good", "closed": "none"}


def unit_list(actor: Actor, lang: Lang) -> Listing:
    """Units with their path; filters by words (name, initials, code), kind and state."""

    def rows(found: list[Any]) -> SafeString:
        names = names_by_id(actor, [u.path for u in found])
        return ROW.rows(
            (
                link(f"/units/{u.key}", u.name),
                words(UNIT_KINDS[u.kind], lang),
                " › ".join(names.get(int(part), "") for part in u.path.strip("/").split("/")[:-1] if part),
                u.code,
                chip(words(UNIT_MACHINE.label_of(u.state), lang), TONES[u.state]),  # type: ignore[arg-type]
            )
            for u in found
        )

    return Listing(
        caption=_("单位"),
        columns=(
            Column(_("单位"), "name"),
            Column(_("类别"), "kind"),
            Column(_("隶属")),
            Column(_("代码"), "code"),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter("q", _("名称、拼音首字母或代码"), _by_words),
            Filter(
                "kind",
                _("类别"),
                lambda found, value: found.filter(kind=value),
                tuple((n, words(w, lang)) for n, w in UNIT_KINDS.items()),
            ),
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                tuple((s.name, words(s.label, lang)) for s in UNIT_MACHINE.states.values()),
            ),
        ),
        order="path",
        empty_title=_("还没有单位"),
        empty_text=_("安全管理员可以逐个新增，也可以用表格一次导入。"),
    )


def _by_words(found: Any, value: str) -> Any:
    return found.filter(
        Q(name__icontains=value)
        | Q(short_name__icontains=value)
        | Q(initials__startswith=value.lower())
        | Q(code__startswith=value)
    )


def tree(found: list[Any]) -> SafeString:
    """Units as nested lists; a unit with others below folds, the county stands open, and what is not here is a link."""
    below: dict[str, list[Any]] = {}
    for unit in sorted(found, key=lambda u: (u.order, u.pk)):
        below.setdefault(unit.path.rstrip("/").rpartition("/")[0] + "/", []).append(unit)
    known = {u.path for u in found}
    roots = [u for u in found if u.path.rstrip("/").rpartition("/")[0] + "/" not in known]
    if len(roots) == 1:
        return SafeString(_branch(roots[0], below, is_open=bool(below.get(roots[0].path))))
    return SafeString(f"<ul>{''.join(_branch(root, below) for root in roots)}</ul>" if roots else "")


def _branch(unit: Any, below: dict[str, list[Any]], *, is_open: bool = False) -> str:
    name = f'<a href="/units/{unit.key}">{esc(unit.name)}</a>'
    lower = below.get(unit.path, [])
    if not lower and unit.lower_count:
        words = esc(_("下级 %(n)s 个") % {"n": unit.lower_count})
        name += f' <a class="small" href="/units/tree?below={unit.key}">{words}</a>'
    if not lower:
        return f"<li>{name}</li>"
    rest = "".join(_branch(one, below) for one in lower)
    # The name is a link and so stands before the fold: nothing one can press may stand inside another such thing.
    count = esc(_("下级 %(n)s 个") % {"n": len(lower)})
    folded = f'<details{" open" if is_open else ""}><summary class="soft small">{count}</summary><ul>{rest}</ul></details>'
    return f"<p>{name}</p>{folded}" if is_open else f"<li>{name}{folded}</li>"
