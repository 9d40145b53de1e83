"""The ways on from where an application stands, as this reader sees them; a grey one says why and links to the field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from touyan.core.findings import Finding
from touyan.core.workflow import Denied
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import allowed
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.reasons import because, words
from touyan.stages.application.models import Application
from touyan.stages.application.reading import Lang

ONWARD = (
    "application.pass_to_check", "application.pass_to_sign", "application.submit", "application.resubmit",
    "application.answer_revision",
)  # fmt: skip
NOT_SHOWN = frozenset({"door.not_yours", "door.wrong_state", "door.unknown_action"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence and where to mend it ("" where no field is meant)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class WayOn:
    """One way on: its verb, whether it is open, and what closes it."""

    name: str
    label: str
    is_allowed: bool
    reasons: tuple[Reason, ...] = ()

    @property
    def is_mended_here(self) -> bool:
        """Whether everything that closes it can be filled in on the form: then trying again is worth a press."""
        return all(reason.url for reason in self.reasons)


def hand_on_acts(actor: Actor, application: Application, lang: Lang) -> list[WayOn]:
    """The door's verdicts on the ways on; those that are somebody else's are left out."""
    shown: list[WayOn] = []
    machine = machine_of(application)
    for name, verdict in allowed(actor, application, *ONWARD, "application.send_back").items():
        short = name.partition(".")[2]
        if not isinstance(verdict, Denied):
            shown.append(WayOn(short, words(verdict.edge.label, lang), is_allowed=True))
        elif not {f.code for f in verdict.reasons} & NOT_SHOWN:
            label = words(machine.edges_of(name)[0].label, lang)
            shown.append(
                WayOn(
                    short, label, is_allowed=False, reasons=linked_reasons(verdict.reasons, application, lang)
                )
            )
    return shown


def linked_reasons(findings: Iterable[Finding], application: Application, lang: Lang) -> tuple[Reason, ...]:
    """Findings as sentences, each with a link to its field on the form."""
    base = f"/applications/{application.key}/form"
    told: dict[str, Reason] = {}
    for finding in findings:
        for text in because([finding], application, lang):
            told.setdefault(
                text,
                Reason(
                    text, f"{base}#{finding.place}" if "." in finding.place or "-" in finding.place else ""
                ),
            )
    return tuple(told.values())


def told_reasons(findings: Iterable[Finding], application: Application, lang: Lang) -> list[dict[str, str]]:
    """The same for the summary on top of the form (`components/faults.html`)."""
    return [{"text": r.text, "url": r.url or "#faults"} for r in linked_reasons(findings, application, lang)]
