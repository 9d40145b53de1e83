"""The task table as Excel, out and in. What comes in is shown in the editor and saved only by its own button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from touyan.core.findings import Finding
from touyan.foundation.sheets import Column, Ledger, read_table, write_ledger
from touyan.stages.plan.editing import COLUMNS, Typed, new_id
from touyan.stages.plan.lines import Line
from touyan.stages.plan.rows import ACCEPTANCE, DELIVERABLE, NAME, STAGE, WORD


def columns(money: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns in both directions; dates are computed and only go out."""
    return (
        Column("stage", "阶段", longest=STAGE, width=8),
        Column("name", "任务", is_required=True, longest=NAME, width=22, aliases=("任务名称", "工作任务")),
        Column("owner", "责任人", longest=WORD, width=9),
        Column("deliverable", "成果", longest=DELIVERABLE, width=20, aliases=("成果形式",)),
        Column("acceptance", "验收标准", longest=ACCEPTANCE, width=20),
        Column(
            "duration",
            "工期（工作日）",
            "integer",
            is_required=True,
            least=0,
            most=400,
            width=7,
            aliases=("工期", "工作日"),
        ),
        Column("milestone", "里程碑", "choice", choices=("是",), width=6),
        Column("links", "前置任务", width=9, guide="写行号，例如 2 或 2FS+3、3SS"),
        Column("releases", "释放资金", "choice", choices=tuple(money.values()) or ("无",), width=10),
    )


OUT = (
    Column("start", "开始", "date", width=9),
    Column("finish", "完成", "date", width=9),
    Column("float", "机动（工作日）", "integer", width=7),
    Column("critical", "关键", width=5),
)


def written(title: str, note: str, lines: Sequence[Line], money: Mapping[str, str]) -> bytes:
    """The table with its dates, as an office prints it."""
    rows = [
        (
            line.stage, line.name, line.owner, line.deliverable, line.acceptance, line.duration,
            "是" if line.is_milestone else "", line.links_text, line.releases,
            line.start, line.finish, line.total_float, "是" if line.is_critical else "",
        )
        for line in lines
    ]  # fmt: skip
    return write_ledger(
        Ledger(title, (*columns(money), *OUT), rows, [line.id for line in lines], "任务表", "A3", note)
    )


def read(content: bytes, money: Mapping[str, str]) -> tuple[list[Typed], tuple[Finding, ...]]:
    """Typed rows from a file, or the findings that stop it: a table with a wrong cell is not taken in half."""
    table = read_table(content, columns(money))
    if not table.is_clean:
        return [], table.findings
    rows = []
    for row in table.rows:
        cells = {
            column: str(row.values.get(column) if row.values.get(column) is not None else "")
            for column in COLUMNS
        }
        rows.append(Typed(row.id or new_id(), cells))
    return rows, ()
