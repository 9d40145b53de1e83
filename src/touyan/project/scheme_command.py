"""`touyan scheme`: check a file, explain it in words, count its burden, compare two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from touyan.core.findings import Finding
from touyan.core.scheme import Checked, Scheme, check, compare, load, names_parent, own_changes
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
    found = _checked(Path(path), source).findings
    for finding in sorted(found, key=_line):
        out.write(_told(finding))
    counted = Counter(f.level for f in found)
    if counted["error"]:
        out.write(f"必改 {counted['error']} 处，提醒 {counted['warning']} 处。改好以后再检查一次。\n")
        return 1
    out.write(f"没有必须改的问题，提醒 {counted['warning']} 处。这份方案可以上传。\n")
    for child, faults in _children_outside(Path(path), source):
        out.write(f"下级方案 {child} 超出这份方案的范围 {faults} 处，改版前照原来的上级版本有效。\n")
    return 0


def _beside(path: Path) -> Iterator[tuple[Path, bytes]]:
    """The other scheme files of the folder a file's folder stands in: schemes/<id>/scheme.yaml."""
    for other in sorted(path.resolve().parents[1].glob("*/scheme.yaml")):
        if other != path.resolve():
            yield other, other.read_bytes()


def _parent_of(path: Path, source: bytes) -> bytes | None:
    """The text of the parent a child's file names, looked for beside it."""
    named = names_parent(source)
    if named is None:
        return None
    known = ((text, load(text)) for _other, text in _beside(path) if names_parent(text) is None)
    return next((text for text, one in known if one is not None and (one.id, one.year) == named), None)


def _checked(path: Path, source: bytes) -> Checked:
    return check(source, _parent_of(path, source))


def _children_outside(path: Path, source: bytes) -> Iterator[tuple[str, int]]:
    """Names of the folders beside with a child of this scheme that leaves its bounds, and how many errors each has."""
    scheme = load(source)
    for other, text in _beside(path) if scheme is not None and scheme.children else ():
        if scheme is not None and names_parent(text) == (scheme.id, scheme.year):
            faults = sum(f.level == "error" for f in check(text, source).findings)
            if faults:
                yield other.parent.name, faults


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
    for heading, lines in rule_book(scheme, lang, _parent_scheme(path)):
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
    above = _parent_scheme(new)
    own = {change.place for change in own_changes(above, after)} if above is not None else set()
    for change in changes:
        mark = "\t（本级自定）" if change.place in own else ""
        out.write(f"{change.place}\t{_value(change.before)}\t→\t{_value(change.after)}{mark}\n")
    out.write(f"共 {len(changes)} 处不同。\n")
    return 1 if changes else 0


def _value(value: object) -> str:
    return "（无）" if value is None else str(value)


def _scheme_of(path: str) -> Scheme | None:
    """The scheme of a file, None where it cannot be read or has errors: `check_file` then says what is wrong."""
    try:
        return _checked(Path(path), Path(path).read_bytes()).scheme
    except OSError:
        return None


def _parent_scheme(path: str) -> Scheme | None:
    """The parent's scheme of a child's file, None for any other."""
    text = _parent_of(Path(path), Path(path).read_bytes())
    return load(text) if text is not None else None
