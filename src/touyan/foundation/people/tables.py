"""The lists of people and of posts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.people.kinds import kind_label
from touyan.foundation.people.queries import masked
from touyan.foundation.people.rules import PERSON_MACHINE, POST_KINDS, POST_MACHINE
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, chip, day, link

PERSON_ROW = RowPattern(
    '<tr><td>{name:html}</td><td class="figures">{login}</td><td>{unit}</td><td>{posts}</td><td class="figures">{phone}</td><td>{state:html}</td></tr>'
)
POST_ROW = RowPattern(
    '<tr><td class="tick">{tick:html}</td><td>{name:html}</td><td>{unit}</td><td>{kind}</td><td>{begin:html}</td><td>{end:html}</td><td>{state:html}</td></tr>'
)
TONES = {"active": "good", "disabled": "none", "proposed": "warn", "in_office": "good", "ended": "none"}


def _kinds(lang: Lang) -> tuple[tuple[str, str], ...]:
    return tuple((name, words(label, lang)) for name, label in POST_KINDS.items())


def _by_words(found: Any, value: str) -> Any:
    return found.filter(
        Q(name__icontains=value) | Q(initials__startswith=value.lower()) | Q(login__icontains=value)
    )


def _by_unit(found: Any, value: str) -> Any:
    return found.filter(
        Q(home__name__icontains=value)
        | Q(home__short_name__icontains=value)
        | Q(home__initials__startswith=value.lower())
    )


def _by_kind(found: Any, value: str) -> Any:
    return found.filter(posts__kind=value, posts__state="in_office").distinct()


def person_list(lang: Lang) -> Listing:
    """People with masked phones; filters by words, unit, post and state."""

    def rows(found: list[Any]) -> SafeString:
        return PERSON_ROW.rows(
            (
                link(f"/people/{p.key}", p.name),
                p.login,
                p.home.name,
                "、".join(_post_words(p, post, lang) for post in p.held),
                masked(p.phone),
                chip(words(PERSON_MACHINE.label_of(p.state), lang), TONES[p.state]),  # type: ignore[arg-type]
            )
            for p in found
        )

    return Listing(
        caption=_("人员"),
        columns=(
            Column(_("姓名"), "name"),
            Column(_("登录名"), "login"),
            Column(_("单位"), "home__path"),
            Column(_("在任岗位")),
            Column(_("电话")),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter("q", _("姓名、拼音首字母或登录名"), _by_words),
            Filter("unit", _("单位"), _by_unit),
            Filter("kind", _("岗位"), _by_kind, _kinds(lang)),
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                tuple((s.name, words(s.label, lang)) for s in PERSON_MACHINE.states.values()),
            ),
        ),
        order="home__path",
        is_sheet=False,
        empty_title=_("您可查阅的范围内没有人员"),
    )


def _post_words(person: Any, post: Any, lang: Lang) -> str:
    kind = words(kind_label(post.tenant_id, post.kind), lang)
    return kind if post.unit_id == person.home_id else f"{post.unit.label}{kind}"


def _tick(post: Any) -> SafeString:
    """A box beside posts that wait; the others are confirmed already."""
    if post.state != "proposed":
        return SafeString("")
    return format_html(
        '<input type="checkbox" name="chosen" value="{}" aria-label="{}">',
        post.key,
        f"{post.person.name} {post.unit.label}",
    )


def post_list(lang: Lang) -> Listing:
    """Posts with a box for confirming many at once; filters by words, kind and state."""

    def rows(found: list[Any]) -> SafeString:
        return POST_ROW.rows(
            (
                _tick(p),
                link(f"/posts/{p.key}", p.person.name),
                p.unit.name,
                words(kind_label(p.tenant_id, p.kind), lang) + (f"（{p.title}）" if p.title else ""),
                day(p.from_on, lang, year=True),
                day(p.to_on, lang, year=True) if p.to_on else NOTHING,
                chip(words(POST_MACHINE.label_of(p.state), lang), TONES[p.state]),  # type: ignore[arg-type]
            )
            for p in found
        )

    return Listing(
        caption=_("任职"),
        columns=(
            Column(_("姓名"), "person__name"),
            Column(_("单位"), "unit__path"),
            Column(_("岗位"), "kind"),
            Column(_("起始"), "from_on"),
            Column(_("截止")),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter(
                "q",
                _("姓名或单位"),
                lambda found, value: found.filter(
                    Q(person__name__icontains=value) | Q(unit__name__icontains=value)
                ),
            ),
            Filter("kind", _("岗位"), lambda found, value: found.filter(kind=value), _kinds(lang)),
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                tuple((s.name, words(s.label, lang)) for s in POST_MACHINE.states.values()),
            ),
        ),
        order="-id",
        empty_title=_("没有任职登记"),
    )
