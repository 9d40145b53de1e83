"""`touyan scheme`: check a file, explain it in words, count its burden, compare two."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import IO

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme, check, compare
from touyan.foundation.wording import say
from touyan.foundation.wording.burdens import burden_rows, burden_sum
from touyan.foundation.wording.sentences.explain import Lang, rule_book

LEVELS = {"error": "必改", "warning": "提醒", "note": "说明"}
UNREADABLE = 2


def check_file(path: str, out: IO[str]) -> int:
    """Write every finding as one line; 0 when no error was found, 1 with errors, 2 when the file cannot be read."""
    try:
        source = Path(path).read_bytes()
    except OSError as fault:
        out.write(f"读不到文件 {path}：{fault.strerror}。\n")
        return UNREADABLE
    found = check(source).findings
    for finding in sorted(found, key=_line):
        out.write(_told(finding))
    counted = Counter(f.level for f in found)
    if counted["error"]:
        out.write(f"必改 {counted['error']} 处，提醒 {counted['warning']} 处。改好以后再检查一次。\n")
        return 1
    out.write(f"没有必须改的问题，提醒 {counted['warning']} 处。这份方案可以上传。\n")
    return 0


def _line(finding: Finding) -> tuple[int, str]:
    return finding.line or 0, finding.place


def _told(finding: Finding) -> str:
    line, _ = _line(finding)
    where = f"第{line}行" if line else "整个文件"
    return f"{LEVELS.get(finding.level, finding.level)}  {where}  {finding.place or '—'}  {say(finding)}\n"


def explain_file(path: str, out: IO[str], lang: Lang = "zh") -> int:
    """Write the whole rule book in words; 1 when the file has errors, 2 when it cannot be read."""
    scheme = _scheme_of(path)
    if scheme is None:
        return check_file(path, out)
    for heading, lines in rule_book(scheme, lang):
        out.write(f"{heading}\n" + "".join(f"  {line}\n" for line in lines) + "\n")
    return 0


def burden_file(path: str, out: IO[str], lang: Lang = "zh") -> int:
    """Write what the scheme asks of people, in minutes; 1 when the file has errors, 2 when it cannot be read."""
    scheme = _scheme_of(path)
    if scheme is None:
        return check_file(path, out)
    for row in burden_rows(scheme, lang):
        out.write("\t".join(row) + "\n")
    out.write(burden_sum(scheme, lang) + "\n")
    return 0


def compare_files(old: str, new: str, out: IO[str]) -> int:
    """Write every value that differs between two files; 0 when they say the same, 1 when not, 2 when one cannot be read."""
    before, after = _scheme_of(old), _scheme_of(new)
    if before is None or after is None:
        return check_file(old if before is None else new, out)
    changes = compare(before, after)
    for change in changes:
        out.write(f"{change.place}\t{_value(change.before)}\t→\t{_value(change.after)}\n")
    out.write(f"共 {len(changes)} 处不同。\n")
    return 1 if changes else 0


def _value(value: object) -> str:
    return "（无）" if value is None else str(value)


def _scheme_of(path: str) -> Scheme | None:
    """The scheme of a file, None where it cannot be read or has errors: `check_file` then says what is wrong."""
    try:
        return check(Path(path).read_bytes()).scheme
    except OSError:
        return None
