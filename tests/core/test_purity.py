"""The core knows the standard library and itself, nothing else, and none of the parts that make runs differ."""

import ast
import sys
from pathlib import Path

import touyan.core

CORE = Path(touyan.core.__file__).parent
BANNED = {"random", "secrets", "time", "os", "socket", "logging", "pathlib", "io", "subprocess", "locale"}
EXTRAS_OF_SCHEME = {"yaml"}


def imported_roots(source: str) -> set[str]:
    """Top names of everything a module imports; of touyan the first two, so that only the core is allowed."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if not node.level else ["touyan.core"]
        else:
            continue
        found |= {".".join(name.split(".")[: 2 if name.startswith("touyan") else 1]) for name in names}
    return found


def forbidden(source: str, in_scheme: bool = False) -> set[str]:
    allowed = (set(sys.stdlib_module_names) - BANNED) | {"touyan.core"}
    return imported_roots(source) - (allowed | EXTRAS_OF_SCHEME if in_scheme else allowed)


def test_the_core_imports_only_the_standard_library_and_itself():
    faults = {}
    for path in sorted(CORE.rglob("*.py")):
        in_scheme = path.relative_to(CORE).parts[0] == "scheme"
        if found := forbidden(path.read_text(encoding="utf-8"), in_scheme):
            faults[str(path.relative_to(CORE))] = found
    assert faults == {}


def test_the_guard_sees_what_it_must_refuse():
    assert forbidden("import django.db") == {"django"}
    assert forbidden("from touyan.foundation import wording") == {"touyan.foundation"}
    assert forbidden("def f():\n    import random") == {"random"}
    assert forbidden("import yaml") == {"yaml"}
    assert forbidden("import yaml", in_scheme=True) == set()
    assert forbidden("from touyan.core.amounts import rounded\nimport decimal") == set()
