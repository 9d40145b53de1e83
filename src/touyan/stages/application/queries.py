"""Reads about calls, applications and versions; each names its actor."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat

from touyan.foundation.files.models import Attachment
from touyan.foundation.files.queries import attachments, served_through
from touyan.foundation.ledger.actor import SYSTEM, Actor
from touyan.foundation.ledger.door import may
from touyan.foundation.ledger.models import Act, Kept
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.application.matters import INNER
from touyan.stages.application.models import Application, Call, Version


def calls(actor: Actor) -> ScopedQuerySet:
    """Calls of the county; one still being prepared is seen by its own office only."""
    own = [post.unit for post in actor.posts]
    return Call.objects.visible(actor).filter(~Q(state="draft") | Q(unit__in=own)).select_related("unit")


def call(actor: Actor, key: UUID) -> Call:
    """One call with its scheme."""
    found: Call = calls(actor).select_related("unit").get(key=key)
    return found


def schemes_in_force(actor: Actor) -> list[SchemeVersion]:
    """Published schemes that take applications, newest first."""
    rows = SchemeVersion.objects.visible(actor).filter(state="published").select_related("unit")
    rows = rows.order_by("-year", "-number")
    return [version for version in rows if version.rules.application is not None]


def newest_scheme(actor: Actor) -> SchemeVersion:
    """The scheme a new call is made under: the newest whose office the actor is. Raises DoesNotExist where none is in force."""
    found = schemes_in_force(actor)
    if not found:
        raise SchemeVersion.DoesNotExist
    return next(iter(callable_schemes(actor)), found[0])


def callable_schemes(actor: Actor) -> list[SchemeVersion]:
    """Schemes in force under which the actor may make a call, newest first."""
    return [version for version in schemes_in_force(actor) if may(actor, version, "call.create")]


def applications(actor: Actor) -> ScopedQuerySet:
    """Applications in reach; what is still inside a unit is read there and not from above."""
    rows = Application.objects.visible(actor)
    if actor.person != SYSTEM:
        inside = Q()
        for post in actor.posts:
            inside |= Q(unit__path__startswith=post.path)
        rows = rows.filter(~Q(state__in=INNER) | inside) if actor.posts else rows.none()
    return rows.select_related("unit", "leader")


def application(actor: Actor, key: UUID) -> Application:
    """One application with everything its page shows of it."""
    found: Application = applications(actor).select_related("unit", "leader", "need", "call").get(key=key)
    return found


def of_call(actor: Actor, one: Call) -> ScopedQuerySet:
    """Applications of a call in reach."""
    return applications(actor).filter(call=one)


def is_inside(actor: Actor, one: Application) -> bool:
    """Whether the reader stands in the applying unit or above it in its own line: the working text is theirs to read."""
    return any(one.unit.path.startswith(post.path) for post in actor.posts)


def versions(one: Application) -> list[Version]:
    """Every submitted version of a loaded application, newest first, each knowing whether its stamped paper came back."""
    scan = Attachment.objects.of_tenant(one.tenant_id).filter(
        about_key=one.key, purpose=Concat(Value("scan:"), OuterRef("code"))
    )
    rows = Version.objects.of_tenant(one.tenant_id).filter(application=one).select_related("submitted_by")
    return list(rows.annotate(is_stamped=Exists(scan)).order_by("-number"))


def version_by_code(actor: Actor, code: str) -> Version:
    """The version a printed code means. Raises ObjectDoesNotExist out of reach."""
    found: Version = (
        Version.objects.visible(actor).select_related("application", "submitted_by").get(code=code.upper())
    )
    found.application = application(actor, found.application.key)
    return found


def scans(actor: Actor, one: Application) -> dict[str, Attachment]:
    """The newest stamped scan of each version, by the version's code."""
    found = attachments(actor, one)
    return {a.purpose.partition(":")[2]: a for a in found if a.purpose.startswith("scan:")}


def sent_back_for(one: Application) -> str:
    """The reason of the last sending back while the drafter mends it, "" otherwise."""
    if one.state not in INNER:
        return ""
    acts = Act.objects.filter(subject_kind=one.KIND, subject_key=one.key, is_done=True)
    last = (
        acts.filter(action__in=("application.send_back", "application.pass_to_sign")).order_by("-id").first()
    )
    return str(last.note.get("reason", "")) if last and last.action == "application.send_back" else ""


def marks(actor: Actor, key: UUID, *purposes: str) -> dict[str, Kept]:
    """The actor's own private rows about an application, by purpose, in one statement."""
    rows = Kept.objects.of_tenant(actor.tenant).filter(
        person=actor.person, about=str(key), purpose__in=purposes
    )
    return {row.purpose: row for row in rows}


served_through(Application.KIND, application)
