"""What a posted form means: answers, rows added or removed, a new need on the way, files put on and taken off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from touyan.core.findings import Finding, Refusal
from touyan.fieldwork.needs.actions import NewNeed
from touyan.foundation.files.storing import accepted
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.web.reasons import told
from touyan.stages.application.actions import Removal
from touyan.stages.application.answers import answers_from, clean
from touyan.stages.application.kinds import FILES, asked, cells_of, first
from touyan.stages.application.matters import form_of
from touyan.stages.application.models import Application

NEED_TITLE = 60


def typed_of(request: Any, found: Application) -> dict[str, Any]:
    """Answers, and the answers to faults and revision items by number, as typed."""
    post = request.POST
    return {
        "answers": answers_from(post, form_of(found.scheme_version)),
        "faults": {
            name.removeprefix("fault-"): clean(value)
            for name, value in post.items()
            if name.startswith("fault-")
        },
        "items": {
            name.removeprefix("item-"): clean(value)
            for name, value in post.items()
            if name.startswith("item-")
        },
    }


def with_row(request: Any, found: Application) -> dict[str, Any]:
    """The posted answers with a row more or less, for browsers without script; nothing is stored."""
    form = form_of(found.scheme_version)
    answers = answers_from(request.POST, form, keep_blank=True)
    fields = dict(asked(form))
    added = request.POST.get("add_row", "")
    if added in fields and cells_of(fields[added]):
        answers[added].append("" if fields[added].type == "list" else {})
    path, _sep, index = request.POST.get("remove_row", "").rpartition("-")
    if path in fields and index.isdigit() and int(index) < len(answers[path]):
        del answers[path][int(index)]
    return answers


def posted_need(post: Any) -> dict[str, str]:
    """The new need as typed: title, text and source."""
    return {name: clean(post.get(f"new_need.{name}", "")) for name in ("title", "text", "source")}


def raise_need(request: Any, found: Application) -> dict[str, str]:
    """A need written down on the way becomes a row of the register and the answer to the question."""
    path, new = first(form_of(found.scheme_version), "need_link"), posted_need(request.POST)
    if not path or not new["title"]:
        return {}
    if len(new["title"]) > NEED_TITLE:
        over = len(new["title"]) - NEED_TITLE
        raise Refused(
            (Finding("application.need_too_long", "new_need.title", {"max": NEED_TITLE, "over": over}),)
        )
    given = NewNeed(**new)
    key = request.POST.get("idempotency_key", "")[:58]
    made = perform(
        "need.raise", subject=found.unit, actor=request.actor, given=given, key=f"{key}:need" if key else ""
    )
    return {path: str(made.subject.key)}


def whole(text: str) -> int | None:
    """A version sent by the browser, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def put_files(request: Any, found: Application) -> bool:
    """Put chosen files on the form and take marked ones off; False when one was refused (its reason is told)."""
    key = request.POST.get("idempotency_key", "")[:40]
    try:
        for path in [p for p, f in asked(form_of(found.scheme_version)) if f.type in FILES]:
            for number, sent in enumerate(request.FILES.getlist(path)):
                upload = accepted(sent.name or "", sent.file, "evidence", path)
                perform(
                    "application.attach",
                    subject=found,
                    actor=request.actor,
                    given=upload,
                    key=f"{key}:{path}:{number}" if key else "",
                )
        if request.POST.get("remove_file"):
            perform(
                "application.detach",
                subject=found,
                actor=request.actor,
                given=Removal(request.POST["remove_file"]),
            )
    except (Refusal, Refused) as no:
        for sentence in told(no.findings if isinstance(no, Refusal) else no.reasons, request):
            messages.error(request, sentence)
        return False
    return True
