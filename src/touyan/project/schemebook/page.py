"""docs/scheme-language.md, written by the reader of the language itself: every key of every shape, and every finding.

Print it with `python3 -m touyan.project.schemebook`; a test compares the file with it, so that the page can never promise a
key the reader refuses, nor keep one to itself.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from touyan.core.scheme import CONDITIONS
from touyan.core.scheme.describe import KeyRule, rules_of, shapes, split
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.shape.people import EVERYTHING
from touyan.core.scheme.shape.scheme import STAGE_ORDER, Stage
from touyan.core.scheme.shape.terms import Between, Declares, InYear, Matches, NotEmpty, Ref
from touyan.foundation.wording.sentences.explain import SENTENCES as TERMS
from touyan.foundation.wording.sentences.scheme import SENTENCES
from touyan.project.schemebook.meanings import COMMON, FIELD_SOURCES, FIELD_TYPES, MEANINGS, TITLES
from touyan.project.schemebook.prose import AFTER, BEFORE, CHAPTERS

WARNINGS = frozenset({
    "scheme.burden", "scheme.counts_traces", "scheme.many_rounds", "scheme.minutes_low", "scheme.one_option", "scheme.outcome_silent",
    "scheme.process_heavy", "scheme.rater_seen",
})  # fmt: skip
"""Findings that do not keep a scheme from being published."""
_SPACES = {
    "role": "角色名", "body": "机构名", "form": "表单名", "post": "岗位名", "group": "分组名", "window": "时间窗口名", "taxonomy": "分类名",
    "class": "class 的选项", "size": "size 的选项", "check": "专项检查名", "tranche": "分期名", "grade": "等次名", "item": "目录项名", "layer": "层名",
}  # fmt: skip
_LISTS = {
    "unit_kind": "单位种类", "post": "内置岗位", "outcome": "项目的结果", "gate": "启动条件", "measure": "指标的算法", "escalation": "升级", "consequence": "结果运用", "feed": "考核去向",
    "release": "公开的内容",
}  # fmt: skip
_FORMS = {
    "id": "小写字母、数字、连字符",
    "region": "12 位数字",
    "time": '时刻，如 `"17:00"`',
    "action": "事项.动作",
    "name": "名称",
    "key": "键的位置，用点连接",
}
_UNLIMITED = {
    ("Body", "seats"),
    ("Coefficient", "posts"),
    ("Coefficient", "titles"),
    ("Shortlist", "composition"),
}
_PLAIN: dict[Any, str] = {str: "文字", int: "整数", Decimal: "小数", date: "日期", bool: "`true`、`false`"}


def page() -> str:
    """Write the whole page."""
    told = list[str]()
    lines = [BEFORE]
    for title, names in CHAPTERS:
        lines += ["", f"### {title}", ""]
        for name in names:
            told.append(name)
            lines += _shape(_by_name()[name])
    assert sorted(told) == sorted(_by_name()), set(_by_name()) ^ set(told)
    return "\n".join([*lines, *_values(), *_findings(), AFTER])


def _by_name() -> dict[str, type]:
    return {shape.__name__: shape for shape in shapes()}


def meaning(shape: str, key: str) -> str:
    """What a key means. Raises KeyError where nobody wrote it down."""
    own = MEANINGS.get(shape, {})
    return own[key] if key in own else COMMON[key]


def _shape(shape: type) -> list[str]:
    name = shape.__name__
    rows = sorted(rules_of(shape), key=lambda rule: not _needed(rule))
    return [
        f"#### {TITLES[name]}",
        "",
        "| 键 | 必填 | 写什么 | 不写时 | 意思 |",
        "|---|---|---|---|---|",
        *(
            f"| `{rule.key}` | {'是' if _needed(rule) else ''} | {_cell(takes(rule))} | {_cell(_default(name, rule))} | {_cell(meaning(name, rule.key))} |"
            for rule in rows
        ),
        "",
    ]


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _is_stage_kind(rule: KeyRule) -> bool:
    return rule.key == "kind" and rule.default in STAGE_ORDER


def _needed(rule: KeyRule) -> bool:
    return rule.is_required or _is_stage_kind(rule)


def takes(rule: KeyRule) -> str:
    """What may stand under a key, with its bounds."""
    return _takes(rule.wanted, rule.markers)


def _takes(wanted: Any, markers: tuple[object, ...]) -> str:
    wanted, own = split(wanted)
    markers = (*own, *markers)
    return "，".join([_kind(wanted, markers), *_bounds(markers)])


def _kind(wanted: Any, markers: tuple[object, ...]) -> str:
    origin = get_origin(wanted)
    if wanted == Stage or origin in (Union, types.UnionType):
        return "环节之一：" + " ".join(f"`{kind}`" for kind in STAGE_ORDER)
    if origin is Literal:
        return " ".join(f"`{word}`" for word in get_args(wanted))
    if origin is tuple:
        return f"列表：{_takes(get_args(wanted)[0], ())}"
    if origin is Mapping:
        key, value = get_args(wanted)
        named = _kind(key, ()) if get_origin(key) is Literal else "名称"
        return f"{named} → {_takes(value, ())}"
    if is_dataclass(wanted):
        return f"见“{TITLES[wanted.__name__].partition(' `')[0]}”"  # type: ignore[union-attr]
    told = next((_SPACES[m.space] for m in markers if isinstance(m, Ref)), "")
    form = next((_FORMS[m.form] for m in markers if isinstance(m, Matches)), "")
    return told or form or _PLAIN[wanted]


def _bounds(markers: tuple[object, ...]) -> Iterator[str]:
    for marker in markers:
        match marker:
            case Between(low, high):
                yield f"{low}" if low == high else f"{low}–{high}"
            case InYear(spill):
                yield "在本年度或次年一季度" if spill else "在本年度"
            case NotEmpty():
                yield "至少一项"
            case Declares(_, by) if by:
                yield f"`{by}` 不重复"
            case _:
                pass


def _default(shape: str, rule: KeyRule) -> str:
    if _needed(rule):
        return ""
    value = rule.default
    if value is None or (isinstance(value, (tuple, Mapping)) and not value) or value == "":
        return "不限" if shape == "Selector" or (shape, rule.key) in _UNLIMITED else "没有"
    return _written(value)


def _written(value: Any) -> str:
    """A value as a file would say it."""
    if value == EVERYTHING:
        return "全部"
    if is_dataclass(value):
        return "；".join(f"{_key(f.name)} {_written(getattr(value, f.name))}" for f in fields(value))
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, tuple):
        return "`[" + ", ".join(str(one) for one in value) + "]`"
    return f"`{decimal_text(value) if isinstance(value, Decimal) else value}`"


def _key(attribute: str) -> str:
    return {"start": "`from`", "end": "`to`"}.get(attribute, f"`{attribute}`")


def _findings() -> list[str]:
    words = ["", "## 8. 检查出来的问题", "", "共 {n} 种。“提醒”不妨碍发布，其余都要改好才能发布。", ""]
    words[3] = words[3].format(n=len(SENTENCES))
    rows = [
        f"| `{code.removeprefix('scheme.')}` | {'提醒' if code in WARNINGS else '必改'} | {_cell(_sentence(chinese))} |"
        for code, (chinese, _) in SENTENCES.items()
    ]
    return [*words, "| 代码 | 级别 | 怎么说 |", "|---|---|---|", *rows, ""]


def _sentence(chinese: str) -> str:
    return chinese.removeprefix("第{line}行：").replace("{", "〈").replace("}", "〉")


def _values() -> list[str]:
    """What the words of the closed lists mean, the built-in posts, and the conditions an edge of each kind may need."""
    lists = {
        "字段类型": FIELD_TYPES,
        "字段来源": FIELD_SOURCES,
        **{title: _terms(space) for space, title in _LISTS.items()},
    }
    told = [
        f"- {title}：{'，'.join(f'{word} {said}' for word, said in words.items())}"
        for title, words in lists.items()
    ]
    needs = [f"- {kind}：{'、'.join(names)}" for kind, names in CONDITIONS.items() if names]
    return ["", "### 取值的意思", "", *told, "", "`needs` 里能写的条件：", "", *needs, ""]


def _terms(space: str) -> dict[str, str]:
    stem = f"term.{space}."
    return {code.removeprefix(stem): chinese for code, (chinese, _) in TERMS.items() if code.startswith(stem)}
