"""What every checker and every refusal returns: a code, a place and facts, never a sentence.

The words for people live in `touyan.foundation.wording`; a core that only names codes can be tested
without a language and translated without a programmer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark.

    `code` names the rule broken, `place` is the path of the wrong value ("" for the whole input),
    `facts` fill the sentence. An `error` blocks, a `warning` and a `note` do not.
    """

    code: str
    place: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    level: Level = "error"
    line: int | None = None


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """A core engine refuses its input; carries every finding, not only the first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(f"{f.code}@{f.place}" for f in findings))
        self.findings = findings
