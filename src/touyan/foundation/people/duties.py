"""What everybody must look at about the own account, and what the second person must do: posts to be confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.people.guesses import warnings
from touyan.foundation.people.models import Person, Post
from touyan.foundation.people.rules import HOUSE_POSTS
from touyan.foundation.units.models import Unit


@tells_duties
def guesses_on_ones_account(actor: Actor, today: date, lang: Any) -> list[Duty]:
    """What strangers tried on one's own account, until one has read it."""
    return [
        Duty(_("核对"), sentence, _("您的账号有登录失败记录"), "/account#warnings", today)
        for sentence in warnings(actor, lang, unread=True)
    ]


@tells_duties
def first_steps(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """A county just founded holds five people and nothing else: the next table to bring in, one at a time."""
    if not actor.holds("security_admin"):
        return []
    if not Unit.objects.of_tenant(actor.tenant).exclude(kind="county").exists():
        title, why, url = (
            _("登记本县的单位"),
            _("新建的县，先用表格导入街道、乡镇、社区和部门"),
            "/exchange/units",
        )
    elif not Person.objects.of_tenant(actor.tenant).exclude(posts__kind__in=HOUSE_POSTS).exists():
        title, why, url = (
            _("登记人员"),
            _("单位已登记，再导入人员，账号和首次密码一起生成"),
            "/exchange/people",
        )
    elif not Post.objects.of_tenant(actor.tenant).exclude(kind__in=HOUSE_POSTS).exists():
        title, why, url = _("登记任职"), _("人员已登记，再导入谁在哪个单位任什么职"), "/exchange/posts"
    else:
        return []
    return [Duty(_("去导入"), title, why, url)]


@tells_duties
def posts_to_confirm(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """One line for all posts this person may confirm: two statements, and none for people who confirm nothing."""
    is_house = any(p.kind in ("security_admin", "security_person") for p in actor.posts)
    led = {p.unit for p in actor.posts if p.kind in ("secretary", "head")}
    if not is_house and not led:
        return []
    waiting = Post.objects.of_tenant(actor.tenant).filter(state="proposed").exclude(person_id=actor.person)
    if not is_house:
        waiting = waiting.filter(unit_id__in=led)
    own = Act.objects.filter(tenant_id=actor.tenant, person=actor.person, action="post.appoint", is_done=True)
    found = list(
        waiting.exclude(key__in=own.values("subject_key"))
        .values_list("unit__name", flat=True)
        .order_by("unit__path")[:200]
    )
    if not found:
        return []
    units = "、".join(dict.fromkeys(found[:3]))
    title = _("%(n)s 项任职待确认：%(units)s") % {
        "n": len(found),
        "units": units + (_("等") if len(set(found)) > 3 else ""),
    }
    return [Duty(_("确认任职"), title, _("任职登记须由另一人确认后才有权限"), "/posts?state=proposed")]
