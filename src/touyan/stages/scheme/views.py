"""The scheme studio: versions, uploading with findings beside the lines, the rules as Chinese, publishing, putting aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Refusal
from touyan.foundation.ledger.door import may
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.papers import pdf, word
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, told
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.foundation.wording import say
from touyan.foundation.wording.burdens import burden_rows, burden_sum
from touyan.foundation.wording.sentences.explain import rule_book
from touyan.stages.scheme import family, queries, reading
from touyan.stages.scheme.actions import Publish, Upload, warning_key, warnings_of
from touyan.stages.scheme.family import checked_source
from touyan.stages.scheme.forms import BindingForm, SourceForm
from touyan.stages.scheme.papers import MEDIA, rule_book_paper
from touyan.stages.scheme.tables import state_words, version_list

if TYPE_CHECKING:
    from touyan.foundation.rulebook.models import SchemeVersion
    from touyan.foundation.units.models import Unit

PARTS = ("rules", "burden", "source", "machines", "changes", "children")


@page("scheme.list")
def versions(request: HttpRequest) -> HttpResponse:
    """Every version of the county's schemes."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    may_upload = may(actor, queries.uploading_unit(actor), "scheme.upload")
    context = window(request, queries.versions(actor), version_list(lang_of(request), may_upload=may_upload))
    return render(request, "scheme/list.html", context | {"may_upload": may_upload})


@page("scheme.new", load=queries.uploading_unit, needs="scheme.upload", posts=("scheme.upload",))
def new(request: HttpRequest, unit: Unit) -> HttpResponse:
    """Upload a file: errors are shown beside its lines and nothing is stored."""
    return _taken_in(request, "scheme.upload", unit, None)


@page("scheme.replace", load=queries.version, needs="scheme.replace_source", posts=("scheme.replace_source",))
def replace(request: HttpRequest, version: SchemeVersion) -> HttpResponse:
    """A corrected file for the same draft."""
    return _taken_in(request, "scheme.replace_source", version, version)


def _taken_in(request: HttpRequest, action: str, subject: Any, version: SchemeVersion | None) -> HttpResponse:
    form = SourceForm(
        request.POST or None, request.FILES or None, initial={"source": version.source if version else ""}
    )
    context: dict[str, Any] = {"form": form, "version": version}
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        found = checked_source(subject.tenant_id, source).findings
        if not any(f.level == "error" for f in found):
            tried = attempt(request, action, subject, Upload(source))
            if tried.done:
                messages.success(request, _("方案已收下，还没有发布。请核对下面读出的规矩。"))
                return HttpResponseRedirect(f"/schemes/{tried.done.subject.key}")
            add_reasons(form, tried.reasons)
        lang = lang_of(request)
        context |= {
            "findings": reading.told(found, lang),
            "lines": reading.source_lines(source, found, lang),
            "errors": sum(f.level == "error" for f in found),
            "typed": source,
        }
    return render(request, "scheme/new.html", context)


@page("scheme.version", load=queries.version)
def version(request: HttpRequest, one: SchemeVersion) -> HttpResponse:
    """One version: its rules as Chinese sentences; its text with findings; its machines; what changed; publishing."""
    return _version_page(request, one)


def _version_page(
    request: HttpRequest, one: SchemeVersion, binding: BindingForm | None = None
) -> HttpResponse:
    """The page; with `binding`, the form of publishing as it was filled in, and what is wrong with it."""
    lang = lang_of(request)
    checked = family.checked(one)
    part = request.GET.get("part", "rules") if binding is None else "rules"
    part = part if part in PARTS else "rules"
    acts = {
        b.action.partition(".")[2]: b
        for b in buttons(
            request,
            one,
            "scheme.publish",
            "scheme.replace_source",
            "scheme.discard",
            "scheme.retire",
            "scheme.move_matters",
        )
    }
    rules = checked.scheme or (one.rules if one.state == "published" else None)
    context: dict[str, Any] = {
        "version": one,
        "state": state_words(lang).get(one.state, one.state),
        "part": part,
        "tabs": _tabs(one, part, has_children=bool(rules and rules.children)),
        # What is found in a draft is for who works on it; of a published version everybody reads what was let stand and why.
        "findings": reading.told(checked.findings, lang) if one.state == "draft" and acts else [],
        "overridden": [{"text": row[lang], "reason": row["reason"]} for row in one.overridden],
        "buttons": acts,
        "trail": trail_of(request.actor, one, lang),  # type: ignore[attr-defined]
    }
    context |= _part(request, one, part, rules, checked.findings, acts)
    if binding is not None:
        context["binding"] = binding
    return render(request, "scheme/version.html", context, status=422 if binding is not None else 200)


def _tabs(one: SchemeVersion, part: str, *, has_children: bool) -> list[dict[str, Any]]:
    labels = {
        "rules": _("规矩"),
        "burden": _("负担"),
        "source": _("文件"),
        "machines": _("流程表"),
        "changes": _("与上一版比较"),
    }
    if one.parent_id is None and has_children:
        labels["children"] = _("下级方案")
    return [
        {"label": label, "url": f"/schemes/{one.key}?part={name}", "current": name == part}
        for name, label in labels.items()
    ]


def _part(
    request: HttpRequest, one: SchemeVersion, part: str, rules: Any, findings: Any, acts: dict[str, Any]
) -> dict[str, Any]:
    """What the chosen part needs, and no more."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lang = lang_of(request)
    if part == "source" or rules is None:
        return {"part": "source", "lines": reading.source_lines(one.source, findings, lang)}
    if part == "burden":
        return {"asks": burden_rows(rules, lang), "burden_sum": burden_sum(rules, lang)}
    if part == "machines":
        own = {kind: m for kind in one.machines if (m := one.machine(kind)) is not None}
        return {"machines": reading.state_tables(own or reading.compiled(rules), lang)}
    if part == "changes":
        earlier = queries.version_before(actor, one)
        old = queries.read(earlier) if earlier else None
        own = reading.own_places(one.parent.rules, rules) if one.parent else frozenset()
        return {"earlier": earlier, "changes": reading.changes(old, rules, lang, own) if old else []}
    if part == "children":
        return {"children": reading.children_shown(family.children_of(one), lang)}
    book = [
        {"id": f"c{n}", "label": heading, "lines": lines}
        for n, (heading, lines) in enumerate(rule_book(rules, lang, _above(one)), 1)
    ]
    shown: dict[str, Any] = {
        "book": book,
        "outline": [{"label": c["label"], "url": f"#{c['id']}"} for c in book],
    }
    if one.state == "draft" and "publish" in acts:
        shown["binding"] = _binding(request, one, rules)
    elif one.bodies:
        shown["bound"] = reading.body_words(rules, queries.bound(actor, one), lang)
    return shown


def _binding(request: HttpRequest, one: SchemeVersion, rules: Any) -> BindingForm:
    """What publishing asks: a unit for each body, a reason for each warning."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    told = [(warning_key(f), say(f, lang_of(request))) for f in warnings_of(one)]
    return BindingForm(
        request.POST if request.method == "POST" else None,
        rules=rules,
        units=queries.units_to_bind(actor),
        warnings=told,
    )


def _above(one: SchemeVersion) -> Any:
    """The rules of the parent a child is read with; a draft's parent may be a draft."""
    if one.parent is None:
        return None
    return one.parent.rules if one.parent.is_published else queries.read(one.parent)


@page("scheme.paper", load=queries.version)
def paper(request: HttpRequest, one: SchemeVersion, kind: str) -> HttpResponse:
    """The rule book as a Word or PDF file, for reading aloud in a meeting or filing."""
    rules = family.checked(one).scheme or (one.rules if one.state == "published" else None)
    if kind not in MEDIA or rules is None:
        raise Http404
    made = rule_book_paper(one, rules, lang_of(request), _above(one))
    try:
        content = word.render(made) if kind == "docx" else pdf.render(made, settings.DATA / "fonts")
    except Refusal as no:
        for sentence in told(no.findings, request):
            messages.error(request, sentence)
        return HttpResponseRedirect(f"/schemes/{one.key}")
    name = quote(f"{one.title}第{one.number}版.{kind}")
    response = HttpResponse(content, content_type=MEDIA[kind])
    response["Content-Disposition"] = f"attachment; filename=\"scheme.{kind}\"; filename*=UTF-8''{name}"
    return response


@page("scheme.publish", load=queries.version, posts=("scheme.publish",), only_post=True)
def publish(request: HttpRequest, one: SchemeVersion) -> HttpResponse:
    """Freeze the version with its bodies bound; matters under way stay on theirs."""
    rules = queries.read(one)
    if rules is None:
        messages.error(request, _("文件里还有必须改的问题，改好再发布。"))
        return HttpResponseRedirect(f"/schemes/{one.key}?part=source")
    form = _binding(request, one, rules)
    if not form.is_valid():
        return _version_page(request, one, form)
    tried = attempt(request, "scheme.publish", one, Publish(form.bodies(), form.reasons()))
    if not tried.is_done:
        add_reasons(form, tried.reasons)
        return _version_page(request, one, form)
    invalid = (
        family.made_invalid(family.children_of(one)) if tried.is_done and rules and rules.children else []
    )
    if invalid:
        told = _("这些下级方案超出了新版本的范围，照原来的上级版本继续有效，请通知改版：%(titles)s")
        messages.warning(request, told % {"titles": "、".join(invalid)})
    return done_or_back(
        request, tried, _("方案已发布，内容从此不能改动；在办事项仍按原来的版本办。"), f"/schemes/{one.key}"
    )


@page("scheme.discard", load=queries.version, posts=("scheme.discard",), only_post=True)
def discard(request: HttpRequest, one: SchemeVersion) -> HttpResponse:
    """Put a draft aside."""
    return done_or_back(request, attempt(request, "scheme.discard", one), _("这一版已作废。"), "/schemes")


@page("scheme.retire", load=queries.version, posts=("scheme.retire",), only_post=True)
def retire(request: HttpRequest, one: SchemeVersion) -> HttpResponse:
    """No new matters under this version."""
    return done_or_back(
        request,
        attempt(request, "scheme.retire", one),
        _("方案已停用，在办事项继续按它办完。"),
        f"/schemes/{one.key}",
    )


@page("scheme.source", load=queries.version)
def source(request: HttpRequest, one: SchemeVersion) -> HttpResponse:  # noqa: ARG001 - views share one shape
    """The file as it was uploaded, byte for byte."""
    response = HttpResponse(one.source.encode(), content_type="application/yaml; charset=utf-8")
    name = quote(f"{one.title}第{one.number}版.yaml")
    response["Content-Disposition"] = f"attachment; filename=\"scheme.yaml\"; filename*=UTF-8''{name}"
    return response
