"""The sections under the line: each a table or a list of what the facts of one stage say, in the matter's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, RowPattern, bar, chip, day, esc, link, money
from touyan.stages.plan.lines import stage_words
from touyan.surfaces.thread.line import Life
from touyan.surfaces.thread.steps import reachable

NO_ROWS = SafeString("")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the thread: `columns` and `body` make a table; `note` and `links` stand above it."""

    name: str
    label: str
    columns: tuple[dict[str, Any], ...] = ()
    body: SafeString = NO_ROWS
    note: str = ""
    links: tuple[tuple[str, str], ...] = ()
    embed: str = ""

    @property
    def count(self) -> int:
        """Rows of the table."""
        return self.body.count("<tr>")


def _columns(*labels: str, figures: tuple[int, ...] = ()) -> tuple[dict[str, Any], ...]:
    return tuple({"label": text, "number": at in figures} for at, text in enumerate(labels))


def _state(life: Life, kind: str, name: str) -> SafeString:
    machine = life.version.machine(kind)
    return chip(words(machine.label_of(name), life.lang)) if machine and name else NOTHING


def _to(url: str, text: str) -> SafeString:
    return link(url, text) if reachable(url) else SafeString(esc(text))


def _above(life: Life, url: str, fact: Any) -> SafeString:
    """A link to something of a body above, for those in whose reach it stands; the others read its name."""
    return _to(url, fact.name) if fact.path.startswith(life.reach) else SafeString(esc(fact.name))


def _cells(*kinds: str) -> RowPattern:
    """A row of `html`, text (""), `word` (never broken) and `number` cells."""
    shapes = {
        "html": "<td>{%s:html}</td>",
        "": "<td>{%s}</td>",
        "word": '<td class="keep">{%s}</td>',
        "number": '<td class="number">{%s}</td>',
    }
    return RowPattern("<tr>" + "".join(shapes[kind] % f"c{at}" for at, kind in enumerate(kinds)) + "</tr>")


def _need(life: Life) -> Section | None:
    need = life.application.need
    if need is None:
        return None
    body = _cells("html", "", "html").rows(
        [(_to(f"/needs/{need.key}", need.title), need.text, day(need.raised_on, life.lang, year=True))]
    )
    return Section("need", _("需求"), _columns(_("需求"), _("具体情况"), _("登记日期")), body)


def _versions(life: Life) -> Section:
    key = life.application.key
    rows = [
        (
            _to(f"/applications/{key}/versions/{f.part}", _("第 %(n)s 版") % {"n": f.part}),
            day(f.first, life.lang, year=True),
            f.name,
        )
        for f in life.of("version")
    ]
    links = ((_("申报全文"), f"/applications/{key}"),)
    note = "" if rows else _("还没有提交过。")
    return Section(
        "application",
        _("申报"),
        _columns(_("版本"), _("提交日期"), _("版本编码")),
        _cells("html", "html", "").rows(rows),
        note,
        links,
    )


def _faults(life: Life, fields: dict[str, str]) -> Section | None:
    found = life.of("fault")
    if not found:
        return None
    rows = [
        (
            _("第 %(n)s 轮第 %(m)s 条") % {"n": f.part, "m": f.whole},
            fields.get(f.name, f.name),
            f.text,
            f.word or _("（还没有答复）"),
        )
        for f in found
    ]
    return Section(
        "faults",
        _("退回意见与答复"),
        _columns(_("轮次"), _("栏目"), _("存在问题"), _("申报单位答复")),
        _cells("", "", "", "").rows(rows),
    )


def _decision(life: Life) -> Section | None:
    rows: list[tuple[Any, ...]] = []
    for f in life.of("agenda"):
        scored = (
            _("%(score)s 分，第 %(rank)s 名") % {"score": f.text, "rank": f.part}
            if f.part and f.state == "decided"
            else ""
        )
        rows.append(
            (_("例会"), _above(life, f"/meetings/{f.key}", f), day(f.first, life.lang, year=True), scored)
        )
    rows += [
        (_("决定"), _above(life, f"/approval/{f.key}", f), day(f.first, life.lang, year=True), f.text)
        for f in life.of("decision")
    ]
    rows += [
        (_("发文"), _above(life, f"/approval/notices/{f.key}", f), day(f.first, life.lang, year=True), f.text)
        for f in life.of("notice")
    ]
    if not rows:
        return None
    return Section(
        "decision",
        _("例会与决定"),
        _columns(_("环节"), _("名称"), _("日期"), _("结果或文号")),
        _cells("word", "html", "html", "").rows(rows),
    )


def _indicators(life: Life) -> Section | None:
    found = life.of("indicator")
    if not found:
        return None
    rows = [
        (f.name, f.text + f.state, (f.word + f.state) if f.word else "—", day(f.first, life.lang))
        for f in found
    ]
    return Section(
        "targets",
        _("目标与实际"),
        _columns(_("指标"), _("目标"), _("实际"), _("完成时间"), figures=(1, 2)),
        _cells("", "number", "number", "html").rows(rows),
    )


def _plan(life: Life) -> Section | None:
    tasks = life.of("task")
    if life.project is None or life.is_light:
        return None
    rows = [
        (
            _to(f"/tasks/{f.key}", f.name), f.text, SafeString(f"{day(f.first, life.lang)} – {day(f.last, life.lang)}"),
            bar(f.part, None, life.lang), _task_state(life, f),
        )
        for f in tasks
    ]  # fmt: skip
    done = sum(f.state == "accepted" for f in tasks)
    note = (
        _("%(all)s 项任务，已验收 %(n)s 项。") % {"all": len(tasks), "n": done}
        if tasks
        else _("启动以后，任务在这里逐项列出。")
    )
    url = reachable(f"/plans/{life.project.key}")
    links = (
        ((_("施工图和任务表"), url), (_("挂图"), reachable(f"/plans/{life.project.key}/wall"))) if url else ()
    )
    body = _cells("html", "", "html", "html", "html").rows(rows)
    embed = url if tasks else ""
    return Section(
        "plan",
        _("计划与任务"),
        _columns(_("任务"), _("阶段"), _("起止"), _("进度"), _("状态")),
        body,
        note,
        links,
        embed,
    )


def _task_state(life: Life, task: Any) -> SafeString:
    """Where a task stands; one whose days have not come is not under way, whatever its machine calls open."""
    if task.state == "open" and not task.part and task.first and task.first > life.today:
        return chip(_("未开始"))
    return _state(life, "task", task.state)


def _reports(life: Life) -> Section | None:
    found = life.of("report")
    if not found:
        return None
    rows = [
        (
            _to(f"/reports/{f.key}", f.name),
            f.text,
            day(f.last, life.lang),
            day(f.first, life.lang),
            _state(life, "report", f.state),
        )
        for f in found
    ]
    on_time = sum(1 for f in found if f.first and f.last and f.first <= f.last)
    due = sum(1 for f in found if f.last and (f.first or f.last < life.today))
    note = _("按时报送 %(n)s 次，应报 %(all)s 次。") % {"n": on_time, "all": due} if due else ""
    label = _("季度一行") if life.is_light else _("进展报告")
    return Section(
        "progress",
        label,
        _columns(_("期次"), _("摘要"), _("应报"), _("报送"), _("状态")),
        _cells("html", "", "html", "html", "html").rows(rows),
        note,
    )


def _inspection(life: Life) -> Section | None:
    rows: list[tuple[Any, ...]] = [
        (
            _("督查"),
            _to(f"/reviews/{f.key}", f.name),
            f.text,
            day(f.last, life.lang),
            _state(life, "quarterly_review", f.state),
        )
        for f in life.of("review")
    ]
    rows += [
        (
            _("问题"),
            _to(f"/problems/{f.key}", f"{f.text} {f.name}"),
            f.word,
            day(f.last, life.lang),
            _state(life, "problem", f.state),
        )
        for f in life.of("problem")
    ]
    if not rows:
        return None
    body = _cells("word", "html", "", "html", "html").rows(rows)
    return Section(
        "inspection",
        _("督查与问题"),
        _columns(_("类别"), _("事项"), _("结论或整改"), _("期限"), _("状态")),
        body,
    )


def _money(life: Life) -> Section | None:
    stages = stage_words(life.version.rules, life.lang)
    order = list(stages)
    found = sorted(life.of("tranche"), key=lambda f: order.index(f.name) if f.name in stages else len(order))
    if not found:
        return None
    rows = [
        (
            stages.get(f.name, f.name),
            f"{f.word}%",
            money(f.whole, life.lang),
            money(f.part, life.lang),
            day(f.first, life.lang),
            _state(life, "tranche", f.state),
        )
        for f in found
    ]
    paid, whole = sum(f.part for f in found), sum(f.whole for f in found)
    url = reachable(f"/funding/{life.project.key}")
    body = _cells("", "number", "html", "html", "html", "html").rows(rows)
    total = SafeString(
        f'<tr><th scope="row">{esc(_("合计"))}</th><td></td><td>{money(whole, life.lang)}</td><td>{money(paid, life.lang)}</td><td></td><td>{esc(_("已拨 %(n)s%%") % {"n": paid * 100 // whole if whole else 0})}</td></tr>'
    )
    links = ((_("资金台账"), url),) if url else ()
    return Section(
        "money",
        _("资金"),
        _columns(_("批次"), _("比例"), _("核定"), _("已拨"), _("拨付日期"), _("状态"), figures=(1,)),
        SafeString(body + total),
        "",
        links,
    )


def _grade(life: Life) -> Section | None:
    found = life.of("assessment")
    if not found:
        return None
    rows = [
        (
            str(f.part), f.name, life.words.get(f.text, f.text), day(f.first, life.lang), _state(life, "assessment", f.state),
            _to(f"/assessments/{f.key}", _("怎么算出来的")),
        )
        for f in found
    ]  # fmt: skip
    columns = _columns(_("年度"), _("得分"), _("等次"), _("确定日期"), _("状态"), _("依据"), figures=(1,))
    return Section("grade", _("考核"), columns, _cells("", "number", "", "html", "html", "html").rows(rows))


def _public(life: Life) -> Section | None:
    found = life.of("release")
    if not found:
        return None
    rows = [
        (_to(f"/public/{f.key}", f.name), _state(life, "release", f.state), day(f.last, life.lang))
        for f in found
    ]
    return Section(
        "public",
        _("已公开"),
        _columns(_("公开内容"), _("状态"), _("公示截止")),
        _cells("html", "html", "html").rows(rows),
    )


def sections(life: Life, fields: dict[str, str]) -> list[Section]:
    """Every section this matter has something for, in the order of the path."""
    return list(_all(life, fields))


def _all(life: Life, fields: dict[str, str]) -> Iterator[Section]:
    for found in (
        _need(life), _versions(life) if life.application.key else None, _faults(life, fields), _decision(life), _indicators(life), _plan(life), _reports(life),
        _inspection(life), _money(life), _grade(life), _public(life),
    ):  # fmt: skip
        if found is not None:
            yield found


def outline(told: list[Section]) -> list[dict[str, Any]]:
    """The page's outline with how many rows each section has."""
    found = [{"label": s.label, "url": f"#{s.name}", "count": s.count} for s in told]
    return [*found, {"label": _("办理经过"), "url": "#trail", "count": 0}]
