"""docs/compute.md, written by the engines themselves: keys from the shapes, one worked example each.

Print it with `python3 -m touyan.project.compute.handbook`; a test compares the file with it, so that the page can
never promise a key the reader refuses.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from touyan.project.compute import engine, engine_names
from touyan.project.compute.command import about, compute

_HEAD = """# 审计计算器 `touyan compute`

不用网页、数据库和账号，任何人都可以用同一套规则重算：标准输入一个 JSON 对象，标准输出一个 JSON 对象（UTF-8）。
本页由程序按各引擎的输入定义生成（`python3 -m touyan.project.compute.handbook > docs/compute.md`），请勿手工修改。

    touyan compute 引擎 < 输入.json > 输出.json
    touyan compute 引擎 --schema
    touyan compute --help

- 安装后命令在 `.venv/bin/touyan`；不安装也可用 `PYTHONPATH=src python3 -m touyan compute …`，只需 Python 3.11 以上。
- 同样的输入总是得到逐字节相同的输出。
- 输入有误时退出码为 2，标准输出为 `{"findings": [{"code", "level", "place", "message", "facts"}]}`，一次列出全部问题；
  `place` 是出错的值的路径，整个输入有误时为空。
- 日期写成 "2026-03-02"；金额、分数、比例写成文字形式的小数，也可写成 JSON 数字，按书写的数字计算，不经过二进制浮点。
- `calendar`：`"CN"`（国家公布的节假日与调休）、`"every-day"`（天天工作）或
  `{"week": [1,1,1,1,1,0,0], "off": ["2026-10-01"], "work": ["2026-10-10"]}`（从周一起；`work` 优先于 `off`，两者优先于 `week`）。
- 可省略的键写成 null 与省略相同；“视形式”的键只在选用该种写法时填写。
"""

_KINDS = {
    "string": "文字",
    "number": "小数",
    "integer": "整数",
    "boolean": "true/false",
    "array": "列表",
    "object": "对象",
    "null": "null",
}


def page() -> str:
    """Write the whole handbook, one chapter for each engine this version has."""
    return "\n".join([_HEAD, *(_chapter(name) for name in engine_names())])


def _chapter(name: str) -> str:
    module = engine(name)
    given = json.dumps(module.EXAMPLE, ensure_ascii=False)
    _, found = compute(module, given.encode())
    lines = [f"## {name}", "", about(name) + "。", "", "| 键 | 值 | 必填 |", "|---|---|---|"]
    lines += [
        f"| `{path}` | {kind} | {needed} |"
        for path, kind, needed in _unique(_rows(module.SHAPE.schema(), ""))
    ]
    return "\n".join(
        [*lines, "", "输入：", "", *_block(given), "输出：", "", *_block(found.decode().strip())]
    )


def _block(text: str) -> list[str]:
    return ["```json", json.dumps(json.loads(text), ensure_ascii=False, indent=1), "```", ""]


def _unique(rows: Iterator[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """One row per path; where several forms of an object share a key, the values they take are joined."""
    kinds: dict[str, dict[str, None]] = {}
    needed: dict[str, str] = {}
    for path, kind, need in rows:
        kinds.setdefault(path, {})[kind] = None
        needed.setdefault(path, need)
    return [(path, "、".join(found), needed[path]) for path, found in kinds.items()]


def _rows(schema: dict[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    """Every key of a schema below a path: its path, what it takes, whether it must be there."""
    forms = [option for option in schema.get("anyOf", ()) if "properties" in option]
    in_all = set.intersection(*(set(form.get("required", ())) for form in forms)) if forms else set()
    for option in schema.get("anyOf", ()):
        for row in _rows(option, path):
            is_of_one_form = row[2] == "是" and row[0].removeprefix(f"{path}.") in option.get("required", ())
            yield (
                (*row[:2], "视形式")
                if is_of_one_form and row[0].removeprefix(f"{path}.") not in in_all
                else row
            )
    if "items" in schema:
        yield from _rows(schema["items"], f"{path}[]")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _row(schema["additionalProperties"], f"{path}.*", is_needed=False)
    for key, held in schema.get("properties", {}).items():
        if (path, key) == ("", "calendar"):
            yield "calendar", "日历", "是"
            continue
        yield from _row(held, f"{path}.{key}" if path else key, is_needed=key in schema.get("required", ()))


def _row(schema: dict[str, Any], path: str, *, is_needed: bool) -> Iterator[tuple[str, str, str]]:
    yield path, _kind(schema), "是" if is_needed else ""
    yield from _rows(schema, path)


def _kind(schema: dict[str, Any]) -> str:
    """Say what a schema takes, in one cell of a table."""
    if "anyOf" in schema:
        kinds = dict.fromkeys(_kind(option) for option in schema["anyOf"] if option != {"type": "null"})
        return "或".join(kinds)
    if "enum" in schema:
        return " ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("format") == "date":
        return "日期"
    if schema.get("type") == "string" and "[0-9]" in schema.get("pattern", ""):
        return "时刻" if ":" in schema["pattern"] else "小数"
    return _KINDS[schema["type"]]


if __name__ == "__main__":
    sys.stdout.write(page())
