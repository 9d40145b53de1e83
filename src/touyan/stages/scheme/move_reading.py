"""A preview in words: what changes for whom, what stays and why; and what became of a move that was confirmed."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.core.scheme import label
from touyan.core.scheme.moving import EdgeChange
from touyan.core.workflow import Edge, Label, Machine, Role
from touyan.foundation.people.rules import POST_KINDS
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, day, link
from touyan.foundation.wording import say, sentence
from touyan.stages.scheme import preview
from touyan.stages.scheme.moving import MOVERS
from touyan.stages.scheme.reading import rows_of

ROW = RowPattern(
    '<tr><td class="tick"><input type="checkbox" name="matter" value="{key}" aria-label="{name}"></td>'
    '<td class="main-cell">{title:html}</td><td>{unit}</td><td>{due:html}</td></tr>'
)
STAYING = RowPattern('<tr><td class="main-cell">{title:html}</td><td>{unit}</td><td>{why}</td></tr>')


def topic_words() -> dict[str, str]:
    """The topics of a difference."""
    return {
        "fields": _("表和栏目"),
        "deadlines": _("期限和周期"),
        "weights": _("分值和权重"),
        "roles": _("由谁办"),
        "rules": _("其他规矩"),
    }


def group_shown(group: preview.Group, kind: str, new: SchemeVersion, lang: Lang) -> dict[str, Any]:
    """One group for the page: its state in words, what changes on the way from here, who moves, who stays."""
    here = group.old.machine(kind)
    mover = MOVERS[kind]
    state = words(here.label_of(group.state), lang) if here else group.state
    machines = (group.old.machine(kind), new.machine(kind))
    return {
        "name": group.name,
        "state": state,
        "old": group.old.number,
        "count": len(group.movable),
        "later": len(group.later),
        "parts_later": sum(map(len, group.parts_later.values())),
        "edges": [edge_words(change, machines, lang) for change in group.edges],
        "rows": ROW.rows(
            (
                str(one.key),
                mover.title(one),
                link(mover.url.format(key=one.key), mover.title(one)),
                _unit(one),
                _days(group, one.pk, lang),
            )
            for one in group.movable
        ),
        "staying": len(group.staying),
        "reasons": [(say(finding, lang), n) for finding, n in group.reasons],
        "staying_rows": STAYING.rows(
            (
                link(mover.url.format(key=one.key), mover.title(one)),
                _unit(one),
                ("；" if lang == "zh" else "; ").join(say(f, lang) for f in findings),
            )
            for one, findings in group.staying
        ),
    }


def _days(group: preview.Group, pk: int, lang: Lang) -> SafeString:
    """The matter's own new day and those of its parts, NOTHING where none moves."""
    own = [group.later[pk]] if pk in group.later else []
    days = sorted({*own, *group.parts_later.get(pk, ())})
    return SafeString(" ".join(day(one, lang) for one in days)) if days else NOTHING


def _unit(matter: Any) -> str:
    holder = getattr(matter, "post", matter)
    return str(holder.unit.label)


def edge_words(change: EdgeChange, machines: tuple[Machine | None, Machine | None], lang: Lang) -> str:
    """One way on that is new, gone or otherwise, as a sentence."""
    name = words(change.label, lang) or sentence(f"action.{change.action}", lang=lang)
    if change.kind == "added":
        return _("新增“%(what)s”：%(how)s") % {"what": name, "how": _ways(change.after, machines[1], lang)}
    if change.kind == "removed":
        return _("不再有“%(what)s”（原来：%(how)s）") % {
            "what": name,
            "how": _ways(change.before, machines[0], lang),
        }
    was, now = _ways(change.before, machines[0], lang), _ways(change.after, machines[1], lang)
    if was == now:  # the same role by name, held by other posts
        was, now = (
            _ways(edges, machine, lang, with_posts=True)
            for edges, machine in ((change.before, machines[0]), (change.after, machines[1]))
        )
    return _("“%(what)s”原来：%(was)s；以后：%(now)s") % {"what": name, "was": was, "now": now}


def _ways(edges: tuple[Edge, ...], machine: Machine | None, lang: Lang, *, with_posts: bool = False) -> str:
    """By whom, to where, on what conditions."""
    comma = "、" if lang == "zh" else ", "
    if machine is None:
        return ""
    told: list[str] = []
    for edge in edges:
        known = (machine.roles[r] for r in edge.roles if r in machine.roles)
        who = comma.join(_who(role, lang, with_posts=with_posts) for role in known)
        target = words(machine.label_of(edge.target), lang) if edge.target else _("（不变）")
        needs = comma.join(sentence(f"condition.{n}", lang=lang) for n in edge.needs)
        told.append(f"{who} → {target}" + (f"（{needs}）" if needs else ""))
    return ("；" if lang == "zh" else "; ").join(told)


def _who(role: Role, lang: Lang, *, with_posts: bool) -> str:
    """A role in words, where asked for with the posts that hold it."""
    name = words(role.label, lang) or _("系统")
    if not with_posts:
        return name
    kinds = [words(POST_KINDS.get(post, Label(post, post)), lang) for post in sorted(role.posts)]
    posts = ("、" if lang == "zh" else ", ").join(kinds) or _("不限岗位")
    return f"{name}（{posts}）" if lang == "zh" else f"{name} ({posts})"


def differences_shown(found: preview.Differences, new: SchemeVersion, lang: Lang) -> dict[str, Any]:
    """What changes for a kind at large, topic by topic, for the page."""
    named = topic_words()
    parts: dict[str, list[str]] = {}
    for part, state, change in found.parts:
        machines = (found.old.machine(part), new.machine(part))
        at = words(machines[0].label_of(state), lang) if machines[0] else state
        told = (
            f"{at}：{edge_words(change, machines, lang)}"
            if lang == "zh"
            else f"{at}: {edge_words(change, machines, lang)}"
        )
        parts.setdefault(sentence(f"kind.{part}", lang=lang), []).append(told)
    return {
        "old": found.old.number,
        "topics": [
            {"label": named[topic], "rows": rows_of(changes, found.old.rules, new.rules, lang)}
            for topic, changes in found.topics.items()
        ],
        "asked": [label(field.label, lang) for _path, field in found.asked],
        "parts": list(parts.items()),
    }
