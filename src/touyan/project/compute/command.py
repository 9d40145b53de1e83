"""`touyan compute ENGINE`: standard input to standard output, the same input always to the same bytes.

Everything that goes wrong is an answer: exit code 2 and findings with a Chinese sentence each, never a trace.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.foundation.wording import prefer, say, sentence
from touyan.project.compute import engine, engine_names
from touyan.project.compute.reading import read_input, schema_of

EXACT_DIGITS = 200
"""Sums of any numbers the reader lets in stay exact (at most 41 digits before and 40 after the point)."""

USAGE = """用法：touyan compute 引擎 < 输入.json > 输出.json
      touyan compute 引擎 --schema    输出该引擎输入的 JSON Schema
      touyan compute --help           显示本说明

从标准输入读取一个 JSON 对象（UTF-8），在标准输出给出一个 JSON 对象；
输入有误时退出码为 2，标准输出列出全部问题及其位置。各引擎的键与算例见 docs/compute.md。

引擎：
"""


def main(arguments: Sequence[str]) -> int:
    """Run the calculator with the words after `compute`; 0 for an answer, 2 for findings.

    A reader that stops listening (`| head`) is no fault; an answer that could not be written is.
    """
    code, text = respond(arguments, _standard_input)
    if sys.stdout is None:
        return code
    try:
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code if isinstance(fault, BrokenPipeError) else 2
    return code


def about(name: str) -> str:
    """Say in one Chinese line what an engine computes."""
    return sentence(f"engine_about_{name}")


def _standard_input() -> bytes:
    """Read everything; an input that is closed or cannot be read counts as empty, which is a finding."""
    try:
        return sys.stdin.buffer.read() if sys.stdin else b""
    except OSError:
        return b""


def respond(arguments: Sequence[str], read: Any) -> tuple[int, bytes]:
    """Exit code and bytes for these arguments; `read` gives standard input and is called only when needed."""
    if not arguments:
        return refuse([Finding("engine_unnamed", "", {"engines": ", ".join(engine_names())})])
    if any(word in {"--help", "-h"} for word in arguments):
        return 0, (USAGE + "".join(f"  {name:<10}{about(name)}\n" for name in engine_names())).encode()
    name, rest = arguments[0], list(arguments[1:])
    try:
        module = engine(name)
    except KeyError:
        return refuse([Finding("engine_unknown", "", {"given": name, "engines": ", ".join(engine_names())})])
    except ModuleNotFoundError as fault:
        return refuse([Finding("extra_missing", "", {"extra": fault.name})])
    if rest == ["--schema"]:
        return 0, _lines(schema_of(module.SHAPE, f"touyan compute {name}"))
    options, faults = _options(rest, getattr(module, "OPTIONS", ()))
    if faults:
        return refuse(faults)
    return compute(module, read(), options)


def compute(module: Any, data: bytes, options: dict[str, list[str]] | None = None) -> tuple[int, bytes]:
    """Read, check and answer; an engine with options gets them as second argument (empty input then is {})."""
    data = b"{}" if options and not data.strip() else data
    prefer(*getattr(module, "WORDS", ()))
    try:
        with localcontext(Context(prec=EXACT_DIGITS)), _without_collector():
            value, findings = read_input(module.SHAPE, data)
            if findings:
                return refuse(findings)
            found = module.answer(value, options) if options else module.answer(value)
    except Refusal as refusal:
        return refuse(refusal.findings)
    except ModuleNotFoundError as fault:
        return refuse([Finding("extra_missing", "", {"extra": fault.name})])
    except Exception as fault:  # noqa: BLE001 - the public promise: never a trace on any input
        return refuse([Finding("engine_failed", "", {"fault": type(fault).__name__})])
    return 0, _line(found)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the cycle collector: values read are many and none of them refers back, so its searches find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def refuse(findings: Iterable[Finding]) -> tuple[int, bytes]:
    """Exit code 2 and the findings as the contract writes them."""
    return 2, _line({"findings": [_told(finding) for finding in findings]})


def _told(finding: Finding) -> dict[str, Any]:
    told = {"code": finding.code, "level": finding.level, "place": finding.place, "message": say(finding)}
    return told | ({"facts": dict(finding.facts)} if finding.facts else {})


def _options(words: Sequence[str], known: Iterable[str]) -> tuple[dict[str, list[str]], list[Finding]]:
    """Options of an engine, each with one or more values (`--picture a b --picture c`)."""
    options: dict[str, list[str]] = {}
    faults: list[Finding] = []
    current = None
    for word in words:
        if word in known:
            current = word
            options.setdefault(word, [])
        elif current is None or word.startswith("--"):
            faults.append(Finding("argument_unknown", "", {"given": word}))
        else:
            options[current].append(word)
    faults += [
        Finding("argument_without_value", "", {"given": o}) for o, values in options.items() if not values
    ]
    return options, faults


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _line(value: Any) -> bytes:
    """One line of JSON. Half a surrogate pair (from a hostile key) is written as its JSON escape."""
    return (json.dumps(value, ensure_ascii=False, default=_plain) + "\n").encode("utf-8", "backslashreplace")


def _lines(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
