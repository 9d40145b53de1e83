"""Pages of the directory: people, posts, and the changes the security administrator and the second person make."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.ledger.door import perform_many
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.people import queries
from touyan.foundation.people.actions import Appointment, Correction, Ending, Home, NewPassword, NewPerson
from touyan.foundation.people.batches import new_batch_key
from touyan.foundation.people.forms import AppointForm, CorrectionForm, EndingForm, HomeForm, PersonForm
from touyan.foundation.people.kinds import kind_label
from touyan.foundation.people.passwords import slip_code
from touyan.foundation.people.rules import PERSON_MACHINE, POST_MACHINE
from touyan.foundation.people.slip_hasher import slip_hash
from touyan.foundation.people.slips import Slip, keep_slips
from touyan.foundation.people.tables import person_list, post_list
from touyan.foundation.units.queries import active_units, unit
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import key_of, page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back

PERSON_ACTS = (
    "person.reveal_phone",
    "person.correct",
    "person.rehome",
    "person.issue_slip",
    "person.drop_second",
    "person.disable",
    "person.enable",
)
ADDRESSES = {"person.correct": "correct", "person.rehome": "home"}
POSTED = {
    "person.reveal_phone": "phone",
    "person.issue_slip": "slip",
    "person.drop_second": "second",
    "person.disable": "disable",
    "person.enable": "enable",
}


@page("people.list")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in reach, phones masked."""
    actor = request.actor  # type: ignore[attr-defined]
    context = window(request, queries.directory(actor), person_list(lang_of(request)))
    return render(request, "people/list.html", context | {"keeps": actor.holds("security_admin")})


def _person_page(request: HttpRequest, found: Any, phone: str) -> HttpResponse:
    actor, lang = request.actor, lang_of(request)  # type: ignore[attr-defined]
    held = [
        {
            "key": p.key,
            "unit": p.unit,
            "kind": words(kind_label(p.tenant_id, p.kind), lang),
            "title": p.title,
            "from_on": p.from_on,
            "to_on": p.to_on,
            "state": p.state,
            "state_words": words(POST_MACHINE.label_of(p.state), lang),
        }
        for p in queries.posts_of(actor, found)
    ]
    context = {
        "one": found,
        "phone": phone,
        "state": words(PERSON_MACHINE.label_of(found.state), lang),
        "posts": held,
        "acts": [
            (b, f"/people/{found.key}/{ADDRESSES.get(b.action) or POSTED[b.action]}", b.action in POSTED)
            for b in buttons(request, found, *PERSON_ACTS)
            if b.action != "person.reveal_phone" or phone.startswith("*") or "*" in phone
        ],
        "trail": trail_of(actor, found, lang),
    }
    return render(request, "people/person.html", context)


@page("people.detail", load=queries.person)
def person(request: HttpRequest, found: Any) -> HttpResponse:
    """One person: unit, posts with their days, what may be changed."""
    return _person_page(request, found, queries.masked(found.phone))


@page("people.phone", load=queries.person, posts=("person.reveal_phone",), only_post=True)
def phone(request: HttpRequest, found: Any) -> HttpResponse:
    """The phone in full: an act of its own, and never in an address."""
    tried = attempt(request, "person.reveal_phone", found)
    if not tried.is_done:
        return done_or_back(request, tried, "", f"/people/{found.key}")
    found.refresh_from_db()
    return _person_page(request, found, found.phone)


def _asked(
    request: HttpRequest,
    form: Any,
    title: str,
    verb: str,
    back: tuple[str, str],
    version: int,
    text: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "ask_title": title,
        "verb": verb,
        "back_url": back[0],
        "back_label": back[1],
        "version": version,
        "text": text,
    }
    return render(request, "people/change.html", context)


def _done(
    request: HttpRequest, form: Any, act: tuple[str, Any, Any], success: str, to: str
) -> HttpResponse | None:
    tried = attempt(request, *act)
    if tried.is_done:
        messages.success(request, success)
        return HttpResponseRedirect(to)
    add_reasons(form, tried.reasons)
    return None


@page("people.add", load=unit, needs="person.add", posts=("person.add",))
def add(request: HttpRequest, found: Any) -> HttpResponse:
    """An account in this unit; the first-login slip is made with it."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = slip_code()
        given = NewPerson(**form.cleaned_data, hashed=slip_hash(code))
        tried = attempt(request, "person.add", found, given)
        if tried.done and not tried.done.is_repeat:
            return _slip_kept(request, tried.done.subject, found.name, code)
        if tried.done:
            return HttpResponseRedirect(f"/people/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    return _asked(
        request,
        form,
        _("新增人员"),
        _("新增人员并生成首次登录单"),
        (f"/units/{found.key}", found.name),
        found.version,
    )


def _slip_kept(request: HttpRequest, one: Any, unit_name: str, password: str) -> HttpResponse:
    batch = new_batch_key()
    keep_slips(request.actor, batch, [Slip(one.name, unit_name, one.login, password)])  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/slips/{batch}")


@page("people.slip", load=queries.person, posts=("person.issue_slip",), only_post=True)
def slip(request: HttpRequest, found: Any) -> HttpResponse:
    """A new first password on paper; old sessions end."""
    code = slip_code()
    tried = attempt(request, "person.issue_slip", found, NewPassword(slip_hash(code)))
    if tried.done is None or tried.done.is_repeat:
        return done_or_back(request, tried, _("首次登录单已发放。"), f"/people/{found.key}")
    return _slip_kept(request, found, found.home.name, code)


@page("people.correct", load=queries.person, needs="person.correct", posts=("person.correct",))
def correct(request: HttpRequest, found: Any) -> HttpResponse:
    """Name and phone; the phone is asked anew because it is not shown."""
    form = CorrectionForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        new = Correction(form.cleaned_data["name"], form.cleaned_data["phone"] or found.phone)
        gone = _done(request, form, ("person.correct", found, new), _("资料已更正。"), f"/people/{found.key}")
        if gone:
            return gone
    return _asked(
        request,
        form,
        _("更正资料"),
        _("保存更正"),
        (f"/people/{found.key}", found.name),
        found.version,
        _("电话不填则保持不变。"),
    )


@page("people.home", load=queries.person, needs="person.rehome", posts=("person.rehome",))
def home(request: HttpRequest, found: Any) -> HttpResponse:
    """The unit the person belongs to; posts are ended and begun separately."""
    units = active_units(request.actor)  # type: ignore[attr-defined]
    form = HomeForm(request.POST or None, units=units, initial={"unit": str(found.home.key)})
    if request.method == "POST" and form.is_valid():
        gone = _done(
            request,
            form,
            ("person.rehome", found, Home(**form.cleaned_data)),
            _("所在单位已调整。"),
            f"/people/{found.key}",
        )
        if gone:
            return gone
    return _asked(
        request,
        form,
        _("调整所在单位"),
        _("调整所在单位"),
        (f"/people/{found.key}", found.name),
        found.version,
        _("任职不随之变化，须另行办理离任和任职。"),
    )


@page("people.disable", load=queries.person, posts=("person.disable",), only_post=True)
def disable(request: HttpRequest, found: Any) -> HttpResponse:
    """End every session; the account stays in the record."""
    return done_or_back(
        request,
        attempt(request, "person.disable", found),
        _("账号已停用，登录已全部退出。"),
        f"/people/{found.key}",
    )


@page("people.enable", load=queries.person, posts=("person.enable",), only_post=True)
def enable(request: HttpRequest, found: Any) -> HttpResponse:
    """The second person lets the account in again."""
    return done_or_back(
        request, attempt(request, "person.enable", found), _("账号已恢复。"), f"/people/{found.key}"
    )


@page("posts.list")
def posts(request: HttpRequest) -> HttpResponse:
    """Posts in reach; the second person confirms many at once."""
    actor = request.actor  # type: ignore[attr-defined]
    context = window(
        request, queries.posts(actor).select_related("person", "unit"), post_list(lang_of(request))
    )
    confirms = actor.holds("security_admin", "security_person", "secretary", "head")
    context["bulk_acts"] = (
        [{"label": _("确认所选任职"), "name": "act", "value": "confirm", "kind": "primary"}]
        if confirms
        else []
    )
    return render(request, "people/posts.html", context)


@page("posts.confirm_many", posts=("post.confirm",), only_post=True)
def confirm_many(request: HttpRequest) -> HttpResponse:
    """Each chosen post is confirmed or refused on its own."""
    actor = request.actor  # type: ignore[attr-defined]
    keys = [key_of(text) for text in request.POST.getlist("chosen")[:200]]
    chosen = list(
        queries.posts(actor).filter(key__in=keys, state="proposed").select_related("unit", "person")
    )
    rows = perform_many("post.confirm", subjects=chosen, actor=actor)
    done = sum(row.is_possible for row in rows)
    if done:
        messages.success(request, _("已确认 %(n)s 项任职。") % {"n": done})
    for row in rows[:20]:
        for reason in told(row.reasons, request, row.subject):
            messages.error(request, f"{row.subject.unit.name} {row.subject.person.name}：{reason}")
    if not rows:
        messages.error(request, _("没有选中待确认的任职。"))
    return HttpResponseRedirect("/posts?state=proposed")


@page("posts.detail", load=queries.post)
def post(request: HttpRequest, found: Any) -> HttpResponse:
    """One post: who, where, from when to when, and what may be done."""
    lang = lang_of(request)
    shown = {
        b.action.rpartition(".")[2]: b
        for b in buttons(request, found, "post.confirm", "post.decline", "post.end")
    }
    context = {
        "post": found,
        "is_known": queries.is_known(request.actor, found.person),  # type: ignore[attr-defined]
        "kind": words(kind_label(found.tenant_id, found.kind), lang),
        "state": words(POST_MACHINE.label_of(found.state), lang),
        "buttons": shown,
        "ending": EndingForm(initial={"to_on": request.clock.today}),  # type: ignore[attr-defined]
        "trail": trail_of(request.actor, found, lang),  # type: ignore[attr-defined]
    }
    return render(request, "people/post.html", context)


@page("posts.confirm", load=queries.post, posts=("post.confirm",), only_post=True)
def confirm(request: HttpRequest, found: Any) -> HttpResponse:
    """The second person agrees."""
    return done_or_back(
        request, attempt(request, "post.confirm", found), _("任职已确认。"), f"/posts/{found.key}"
    )


@page("posts.decline", load=queries.post, posts=("post.decline",), only_post=True)
def decline(request: HttpRequest, found: Any) -> HttpResponse:
    """The second person does not agree."""
    return done_or_back(
        request, attempt(request, "post.decline", found), _("任职未予确认。"), f"/posts/{found.key}"
    )


@page("posts.end", load=queries.post, posts=("post.end",), only_post=True)
def end(request: HttpRequest, found: Any) -> HttpResponse:
    """The post ends."""
    form = EndingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写离任日期，例如 2026-06-08。"))
        return HttpResponseRedirect(f"/posts/{found.key}")
    ending = Ending(form.cleaned_data["to_on"].isoformat())
    return done_or_back(
        request,
        attempt(request, "post.end", found, ending),
        _("离任已办理，该岗位的权限已收回。"),
        f"/posts/{found.key}",
    )


@page("units.appoint", load=unit, needs="post.appoint", posts=("post.appoint",))
def appoint(request: HttpRequest, found: Any) -> HttpResponse:
    """A person for a post of this unit; it counts once the second person has confirmed it."""
    people = queries.candidates(request.actor)  # type: ignore[attr-defined]
    form = AppointForm(
        request.POST or None,
        people=people,
        tenant=request.actor.tenant,
        initial={"from_on": request.clock.today},
    )  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        days = {
            name: value.isoformat() if value else ""
            for name, value in form.cleaned_data.items()
            if name in ("from_on", "to_on")
        }
        new = Appointment(
            form.cleaned_data["person"], form.cleaned_data["kind"], form.cleaned_data["title"], **days
        )
        gone = _done(
            request,
            form,
            ("post.appoint", found, new),
            _("任职已登记，等待另一人确认。"),
            f"/units/{found.key}",
        )
        if gone:
            return gone
    text = _("登记后须由安全员或该单位书记确认，确认前没有权限。")
    return _asked(
        request, form, _("任职登记"), _("登记任职"), (f"/units/{found.key}", found.name), found.version, text
    )
