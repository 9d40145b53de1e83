"""The sixteen principals of the demonstration: one click each. Imported everywhere, reachable only in its mode."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from touyan.core.workflow import Label
from touyan.foundation.people.models import Person
from touyan.foundation.people.rules import POST_KINDS
from touyan.foundation.units.models import MEASURING
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.wording import Lang

PRINCIPALS: dict[str, Label] = {
    "org-vetter": Label("组织部审核人：初审、核对整改、复核成绩", "Organisation department: vetting"),
    "org-head": Label(
        "组织部负责人：拨付审批、成绩确认", "Head of the organisation department: payments, grades"
    ),
    "office-clerk": Label(
        "领导小组办公室经办：通知、例会、决定、发文", "Office of the leading group: calls, meetings, notices"
    ),
    "office-head": Label("领导小组办公室负责人：公示与公开", "Head of the office: publicity and release"),
    "group-vetter": Label("领导小组审核人：二审、例会打分", "Leading group: second vetting, scoring"),
    "group-head": Label("领导小组负责人：例会打分、签发", "Head of the leading group: scoring, signing"),
    "street-secretary": Label("街道书记：领题、签发、承诺", "Street secretary: leads, signs, commits"),
    "street-checker": Label("街道审核人", "Street checker"),
    "street-drafter": Label("街道经办人：起草、填报", "Street drafter"),
    "sibling-secretary": Label("另一街道书记", "Secretary of a sibling street"),
    "community-secretary": Label("社区书记", "Community secretary"),
    "inspector": Label("督导员：问题、复核", "Inspector: problems, verification"),
    "finance": Label("财务经办：拨付", "Finance officer: payment"),
    "system-admin": Label("系统管理员", "System administrator"),
    "security-admin": Label("安全管理员：账号、任职", "Security administrator: accounts, posts"),
    "audit-admin": Label("审计管理员：查看操作记录", "Audit administrator: reads the record"),
}


OTHER_COUNTIES: dict[str, tuple[str, str]] = {
    "fenyi": ("分宜县", "360521"),
    "pingcheng": ("平城区", "140213"),
    "jishan": ("稷山县", "140824"),
    "yangquan": ("阳泉市城区", "140302"),
    MEASURING: ("量测县", "999902"),
}
"""Further counties of the demonstration by the beginning of their logins: name and region code."""
OTHER_POSTS = ("clerk", "head", "vetter", "inspector", "secretary", "drafter")
"""Whom of them the sign-in page offers: the first holder of each post."""
MORE_POSTS: dict[str, tuple[str, ...]] = {
    "yangquan": ("secretary-2", "drafter-2", "secretary-7", "secretary-20", "finance-officer"),
    MEASURING: ("secretary-3",),
}
"""Further logins it offers: a street, a village and a community beside the town; a village beside its town."""


def other_logins() -> dict[str, list[str]]:
    """Logins the sign-in page may offer for the other counties, by county."""
    return {
        slug: [f"{slug}-{kind}" for kind in (*OTHER_POSTS, *MORE_POSTS.get(slug, ()))]
        for slug in OTHER_COUNTIES
    }


@dataclass(frozen=True, slots=True)
class Principal:
    """One button of the sign-in page."""

    login: str
    name: str
    unit: str
    duty: str
    posts: str


def _posts(person: Person, lang: Lang) -> str:
    kinds = (words(POST_KINDS[p.kind], lang) for p in person.posts.all() if p.kind in POST_KINDS)
    return "、".join(dict.fromkeys(kinds))


def principals(request: HttpRequest) -> list[Principal]:
    """The demonstration accounts in the order of the path."""
    lang = lang_of(request)
    found = {
        p.login: p
        for p in Person.objects.everything()
        .filter(login__in=PRINCIPALS, tenant__is_demonstration=True, state="active")
        .select_related("home")
        .prefetch_related("posts")
    }
    return [
        Principal(
            login,
            found[login].name,
            found[login].home.label,
            words(label, lang),
            _posts(found[login], lang),
        )
        for login, label in PRINCIPALS.items()
        if login in found
    ]


def other_principals(request: HttpRequest) -> list[tuple[str, list[Principal]]]:
    """The other counties of the demonstration with their first accounts; those not loaded are left out."""
    lang, wanted = lang_of(request), other_logins()
    found = {
        p.login: p
        for p in Person.objects.everything()
        .filter(
            login__in=[login for logins in wanted.values() for login in logins],
            tenant__is_demonstration=True,
            state="active",
        )
        .select_related("home")
        .prefetch_related("posts")
    }
    told = []
    for slug, logins in wanted.items():
        people = [
            Principal(login, found[login].name, found[login].home.label, "", _posts(found[login], lang))
            for login in logins
            if login in found
        ]
        if people:
            told.append((OTHER_COUNTIES[slug][0], people))
    return told


def principal(login: str) -> Person | None:
    """The demonstration account of this name."""
    if login not in PRINCIPALS and not any(login in logins for logins in other_logins().values()):
        return None
    return (
        Person.objects.everything()
        .filter(login=login, tenant__is_demonstration=True, state="active")
        .select_related("tenant", "home")
        .first()
    )
