"""What needs a decision this week: everything that waits for somebody, due by Sunday, overdue, or without a day of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import Days
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, due, esc, link
from touyan.surfaces.thread.steps import reachable

MOST = 5
ROW = RowPattern(
    '<tr><td>{kind:html}</td><td class="main-cell">{title:html}</td><td>{unit}</td><td>{due:html}</td></tr>'
)


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of decision: what is to be decided, the first few matters, how many in all, and where all of them are."""

    label: str
    rows: list[dict[str, Any]]
    count: int
    url: str

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


def kinds() -> list[tuple[str, str, str, str]]:
    """Kind of fact, what is to be decided, page of one matter, page of all of them."""
    return [
        ("red", _("严重滞后，定措施"), "/projects/{key}", "/projects?light=red"),
        ("objection", _("异议待答复"), "/objections/{key}", "/releases"),
        ("meeting", _("例会已评分，待决定"), "/meetings/{key}", "/meetings"),
        ("vetting", _("申报待审核"), "/projects/applications/{key}", "/projects/applications?at=vetting"),
        ("revision", _("修改待核对"), "/projects/applications/{key}", "/approval/revisions"),
        ("notice", _("公文待编号或签发"), "/approval/notices/{key}", "/approval/notices"),
        ("release", _("公示与公开待办"), "/releases/{key}", "/releases"),
        ("tranche", _("资金待审批或拨付"), "/projects/{word}", "/funding"),
        ("problem", _("问题整改待复核"), "/projects/{word}", "/problems"),
        ("task", _("任务完成待验收"), "/projects/{word}", "/plans"),
        ("assessment", _("考核待确定"), "/projects/{word}", "/assessments"),
    ]


def sunday_of(today: date) -> date:
    """The last day of the week."""
    return today + timedelta(days=6 - today.weekday())


def groups(waiting: dict[str, list[Any]]) -> list[Group]:
    """The kinds something waits in, gravest first; each fact's `part` says how many wait with it."""
    told = []
    for kind, label, page, every in kinds():
        due = waiting.get(kind, [])
        rows = [
            {
                "title": f.name,
                "unit": f.text,
                "due_on": f.last if kind != "red" else None,
                "url": reachable(_page(page, f)),
            }
            for f in due
        ]
        if due:
            told.append(Group(label, rows, due[0].part, reachable(every)))
    return told


def week_columns() -> list[dict[str, Any]]:
    """Headings of the week's table."""
    return [{"label": _("要定什么")}, {"label": _("事项")}, {"label": _("单位")}, {"label": _("期限")}]


def week_body(told: list[Group], today: date, days: Days, lang: Lang) -> SafeString:
    """One row a matter; a kind's first row names it and leads to all of its matters."""
    return ROW.rows(
        (
            _kind(group, at),
            link(row["url"], row["title"]) if row["url"] else SafeString(esc(row["title"])),
            row["unit"],
            due(row["due_on"], today, days.workdays_left(today, row["due_on"]), lang)
            if row["due_on"]
            else NOTHING,
        )
        for group in told
        for at, row in enumerate(group.rows)
    )


def _kind(group: Group, at: int) -> SafeString:
    if at:
        return SafeString(f'<span class="soft">{esc(group.label)}</span>')
    words = f"{group.label} {group.count}"
    return link(group.url, words) if group.url else SafeString(esc(words))


def _page(page: str, fact: Any) -> str:
    """The address of one matter. A project's key comes as text, which SQLite tells without its dashes."""
    return page.format(key=fact.key, word=UUID(fact.word) if "{word}" in page else "")
