"""What happened to a matter, in sentences: acts read back as a trail."""

from __future__ import annotations

from typing import Any

from touyan.foundation.calendar.weekdays import moment_words
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act, Subject
from touyan.foundation.ledger.registry import HOUSE_MACHINES, machine_of, subject_models


def trail_of(actor: Actor, subject: Subject, lang: str, limit: int = 30) -> list[dict[str, Any]]:
    """The acts of a matter the actor may see, newest first, as `{when, text, note}`; refusals stay out of it."""
    acts = list(
        Act.objects.filter(
            tenant_id=actor.tenant, root_kind=subject.root().KIND, root_key=subject.root().key, is_done=True
        ).order_by("-seq")[:limit]
    )
    names = _names(actor.tenant, {act.person for act in acts if act.person > 0})
    return [
        {
            "when": moment_words(act.at, lang),
            "text": f"{names.get(act.person, '系统' if lang == 'zh' else 'System')} · {_words(subject, act, lang)}",
            "note": move_words(act, lang) or act.note.get("reason", ""),
        }
        for act in acts
    ]


def move_words(act: Act, lang: str) -> str:
    """From which version of its scheme to which a matter was moved, and why; nothing for any other act."""
    if not act.action.endswith((".move", ".move_back")) or "from" not in act.note:
        return ""
    facts = (act.note["from"][1], act.note["to"][1], act.note["reason"])
    return ("Version %s → version %s: %s" if lang == "en" else "第 %s 版 → 第 %s 版：%s") % facts


def last_done(subject: Subject) -> Act | None:
    """The newest thing done on a matter's chain, refusals left out."""
    root = subject.root()
    done = Act.objects.filter(
        tenant_id=subject.tenant_id, root_kind=root.KIND, root_key=root.key, is_done=True
    )
    return done.order_by("-seq").first()


def act_noted(subject: Subject, action: str, name: str, value: str) -> Act | None:
    """The act of this kind on a matter whose note says this under that name."""
    own = Act.objects.filter(tenant_id=subject.tenant_id, subject_kind=subject.KIND, subject_key=subject.key)
    return own.filter(action=action, is_done=True, **{f"note__{name}": value}).order_by("-id").first()


def acts_of(subject: Subject, action: str) -> list[Act]:
    """Every time an action was done to a matter, newest first."""
    own = Act.objects.filter(tenant_id=subject.tenant_id, subject_kind=subject.KIND, subject_key=subject.key)
    return list(own.filter(action=action, is_done=True).order_by("-id"))


def done_because_of(cause: Act) -> list[Act]:
    """Everything that was done as a consequence of an act, in order."""
    return list(Act.objects.filter(tenant_id=cause.tenant_id, cause=cause.pk, is_done=True).order_by("id"))


def _names(tenant: int, people: set[int]) -> dict[int, str]:
    person = subject_models()["person"]
    return dict(person.objects.of_tenant(tenant).filter(pk__in=people).values_list("pk", "name"))


def _words(subject: Subject, act: Act, lang: str) -> str:
    """The act's words: in the matter's own machine, in another of its scheme (creating acts), in the house's."""
    version = getattr(subject, "scheme_version", None)
    siblings = [version.machine(kind) for kind in version.machines] if version is not None else []
    for machine in (machine_of(subject), *siblings, *HOUSE_MACHINES.values()):
        for edge in machine.edges_of(act.action):
            if edge.label.zh:
                return (edge.label.en or edge.label.zh) if lang == "en" else edge.label.zh
    return unnamed(act, lang)


def unnamed(act: Act, lang: str) -> str:
    """What the trail says of an act no machine has words for: never its code."""
    told = ("办理", "Handled") if act.before else ("建立", "Opened")
    return told[lang == "en"]
