"""What the system administrator must look after."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from touyan.foundation.jobs import queries
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties


@tells_duties
def upkeep(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - one shape for all
    """Failed jobs and undelivered effects; and each day a look at the checkpoint that should be kept outside."""
    if not actor.holds("system_admin"):
        return []
    failed = queries.runs(actor).filter(state=Run.FAILED).count()
    waiting = queries.waiting_effects(actor).exclude(fault="").count()
    found = [
        Duty(
            verb=_("查看"),
            title=_("把今天的检查点交给县外保管"),
            why=_("您是系统管理员；有人在外保管，才能证明数据没有被回退"),
            url="/jobs",
            due_on=today,
        )
    ]
    if failed or waiting:
        found.append(
            Duty(
                verb=_("处理"),
                title=_("%(failed)s 个后台任务失败，%(waiting)s 件后续事项没有办成")
                % {"failed": failed, "waiting": waiting},
                why=_("您是系统管理员"),
                url="/jobs?state=failed",
                due_on=today,
            )
        )
    return found
