"""A county made from its scheme file alone: its bodies with people in every seat, and the units that apply.

Nothing here knows a place: what bodies there are, which posts they have and who drafts, checks and leads is read from the
scheme. People come from the generator; units whose names are not given are made up and marked fictional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from touyan.core.scheme import Matter, Scheme, check, label, selects
from touyan.foundation.calendar.clock import clock
from touyan.foundation.calendar.demonstration import set_day
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import perform
from touyan.foundation.people.models import Person, Post
from touyan.foundation.people.queries import actor_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.actions import Guide
from touyan.foundation.units.models import Unit
from touyan.project.demonstration.organisation import Place, found
from touyan.stages.scheme.actions import Publish, Upload, warning_key, warnings_of


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that applies: its kind and name, its region code, whether it is made up, the name of the unit it stands below."""

    kind: str
    name: str
    code: str = ""
    is_fictional: bool = True
    under: str = ""


@dataclass
class Home:
    """A county whose people can be asked to act by the post they hold."""

    place: Place
    slug: str
    units: list[Unit] = field(default_factory=list)
    versions: dict[str, SchemeVersion] = field(default_factory=dict)
    _logins: dict[tuple[int, str], str] = field(default_factory=dict)
    _crowd: int = 0

    @property
    def tenant(self) -> int:
        """The county's tenant."""
        return int(self.place.county.tenant_id)

    def today(self, day: date) -> None:
        """It is this day now."""
        set_day(self.tenant, day)

    def staff(self, unit: Unit, kinds: Sequence[str]) -> None:
        """Somebody of their own in each of these posts, so that no two steps fall to one hand."""
        for kind in kinds:
            if (unit.pk, kind) in self._logins:
                continue
            count = sum(known == kind for _, known in self._logins) + 1
            login = f"{self.slug}-{kind.replace('_', '-')}" + (f"-{count}" if count > 1 else "")
            self.place.person(unit, login, kind)
            self._logins[unit.pk, kind] = login

    def crowd(self, unit: Unit, kind: str, count: int, title: str = "") -> list[Post]:
        """That many more people in posts of one kind; each acts for himself, `actor` keeps the first of the unit."""
        made = []
        for _ in range(count):
            self._crowd += 1
            login = f"{self.slug}-x{self._crowd:03d}"
            made.append(self.place.post(self.place.person(unit, login), unit, kind, title))
        return made

    def actor(self, unit: Unit, kinds: Sequence[str]) -> Actor:
        """Who holds the first of these posts that is filled in the unit. Raises LookupError where none is."""
        login = next((self._logins[unit.pk, kind] for kind in kinds if (unit.pk, kind) in self._logins), None)
        if login is None:
            raise LookupError(f"{unit.label}: {', '.join(kinds)}")
        person = Person.objects.everything().select_related("tenant", "home").get(login=login)
        return actor_of(person, clock(self.tenant).today)

    def by(self, role: str, version: SchemeVersion, unit: Unit | None = None) -> Actor:
        """Who holds a role of a scheme; `unit` is the matter's unit for roles of the unit itself."""
        rule = version.rules.roles[role]
        where = unit
        if rule.of == "body":
            where = Unit.objects.of_tenant(self.tenant).get(pk=version.bodies[rule.named])
        if where is None:
            raise LookupError(role)
        if rule.of in ("parent", "above"):
            path = where.path.rstrip("/").rpartition("/")[0] + "/"
            where = Unit.objects.of_tenant(self.tenant).get(path=path)
        return self.actor(where, rule.posts or tuple(kind for pk, kind in self._logins if pk == where.pk))

    def do(self, actor: Actor, action: str, subject: Any, given: Any = None) -> Any:
        """One act through the door; the matter it was recorded on."""
        return perform(action, subject=subject, actor=actor, given=given).subject


def settle(name: str, code: str, slug: str, hashed: str, first_day: date) -> Home:
    """An empty county on its first day."""
    place = found(name, code, slug, hashed)
    set_day(place.county.tenant_id, first_day)
    return Home(place, slug)


def introduce(home: Home, file: Path, units: Sequence[NewUnit], upper: Unit | None = None) -> SchemeVersion:
    """Bodies, people and units a scheme file needs below `upper` (the county by default), then the scheme, published.

    Raises ValueError where the file has errors.
    """
    source = file.read_text(encoding="utf-8")
    scheme = check(source.encode()).scheme
    if scheme is None:
        raise ValueError(f"{file} has errors")
    above = upper or home.place.county
    for order, new in enumerate(units, len(home.units) + 1):
        more: dict[str, Any] = {"order": order, **({"code": new.code} if new.code else {})}
        below = home.place.units[new.under] if new.under else above
        made = home.place.unit(below, new.kind, new.name, is_fictional=new.is_fictional, **more)
        home.units.append(made)
        home.staff(made, _known(scheme, [*_own_posts(scheme), *_rating_posts(scheme, new.kind)]))
    for upper_unit in [
        above,
        *(home.place.units[name] for name in dict.fromkeys(n.under for n in units if n.under)),
    ]:
        home.staff(upper_unit, _upper_posts(scheme))
    bodies = {name: _body(home, above, scheme, name) for name in scheme.bodies}
    clerks = [home.actor(bodies[scheme.owner.office], (kind,)) for kind in ("clerk", "head")]
    version: SchemeVersion = home.do(clerks[0], "scheme.upload", bodies[scheme.owner.office], Upload(source))
    reasons = {warning_key(warning): "经研究，照此执行。" for warning in warnings_of(version)}
    home.do(
        clerks[1], "scheme.publish", version, Publish({n: str(b.key) for n, b in bodies.items()}, reasons)
    )
    version.refresh_from_db()
    home.versions[scheme.id] = version
    for unit, kinds in _seats(home, scheme, bodies):
        home.staff(unit, [kind for kind in kinds if kind in scheme.posts])
    return version


def _seats(home: Home, scheme: Scheme, bodies: dict[str, Unit]) -> Iterator[tuple[Unit, list[str]]]:
    """Each unit and body with the posts the scheme's roles want there."""
    yield from ((unit, _own_posts(scheme)) for unit in home.units)
    yield from ((unit, _body_posts(scheme, name)) for name, unit in bodies.items())


def _body(home: Home, above: Unit, scheme: Scheme, name: str) -> Unit:
    body = scheme.bodies[name]
    title = label(body.label, "zh")
    made = home.place.units.get(title) or home.place.unit(above, "body", title)
    perform("unit.guide", subject=made, actor=home.place.engine, given=Guide(str(above.key)))
    wanted = [*_body_posts(scheme, name), *(["clerk", "head"] if name == scheme.owner.office else [])]
    home.staff(made, _known(scheme, dict.fromkeys(wanted)))
    for group in scheme.post_assessment.raters if scheme.post_assessment else ():
        role = scheme.roles[group.role]
        if role.named == name:
            home.crowd(made, role.posts[0], group.quorum)
    return made


def _rating_posts(scheme: Scheme, unit_kind: str) -> list[str]:
    """Posts of such a unit whose holders rate people."""
    groups = scheme.post_assessment.raters if scheme.post_assessment else ()
    seen = Matter(unit_kind=unit_kind)
    roles = [scheme.roles[group.role] for group in groups if selects(group.units, seen)]
    return [kind for role in roles if role.of == "tenant" for kind in role.posts]


def _body_posts(scheme: Scheme, name: str) -> list[str]:
    roles = [role for role in scheme.roles.values() if role.of == "body" and role.named == name]
    return sorted({kind for role in roles for kind in role.posts})


def _known(scheme: Scheme, kinds: Iterable[str]) -> list[str]:
    """Posts people may be put into before the scheme is published: the house's own."""
    return [kind for kind in kinds if kind not in scheme.posts]


def _upper_posts(scheme: Scheme) -> list[str]:
    """Posts that roles of an upper unit want; the same units' own people hold them where they stand above others."""
    roles = [role for role in scheme.roles.values() if role.of in ("parent", "above")]
    return _known(scheme, dict.fromkeys(kind for role in roles for kind in role.posts[:1]))


def _own_posts(scheme: Scheme) -> list[str]:
    kinds = [kind for role in scheme.roles.values() if role.of == "own" for kind in role.posts[:1]]
    if scheme.plan and "linked_leader_named" in scheme.plan.start_gate:
        kinds.append("linked_leader")
    return list(dict.fromkeys(kinds))
