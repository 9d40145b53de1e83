"""The demonstration's units and people: real places without officials, people from a generator, fictional units.

Everything adverse is theirs (domain.md: no invented officials with real posts); every person here is made up by rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from touyan.foundation.ledger.actor import Actor, system
from touyan.foundation.ledger.door import perform
from touyan.foundation.people.actions import Appointment, NewPerson
from touyan.foundation.people.models import Person, Post
from touyan.foundation.units.actions import Founding, Guide, NewUnit, found_county
from touyan.foundation.units.models import Unit

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金"
GIVEN = (
    "文清",
    "立新",
    "晓岚",
    "国平",
    "丽芳",
    "建华",
    "春梅",
    "志远",
    "红英",
    "永康",
    "秀兰",
    "海峰",
    "玉珍",
    "明辉",
    "桂香",
    "光明",
)

# 530102 五华区: ten streets by name (statistical division codes, public facts).
STREETS = (
    ("530102001", "华山街道"),
    ("530102002", "护国街道"),
    ("530102003", "大观街道"),
    ("530102004", "龙翔街道"),
    ("530102005", "丰宁街道"),
    ("530102006", "莲华街道"),
    ("530102007", "红云街道"),
    ("530102008", "黑林铺街道"),
    ("530102009", "普吉街道"),
    ("530102010", "西翥街道"),
)
OTHERS = (
    ("park", "产业园区"),
    ("organs_committee", "区直机关工委"),
    ("bureau", "区教育局"),
    ("bureau", "区民政局"),
    ("bureau", "区财政局"),
)
FICTIONAL = (
    ("street", "青石街道"),
    ("street", "云杉街道"),
    ("street", "长桥街道"),
    ("park", "东河园区"),
    ("bureau", "示例一局"),
    ("bureau", "示例二局"),
    ("bureau", "示例三局"),
    ("bureau", "示例四局"),
    ("bureau", "示例五局"),
)


@dataclass
class Names:
    """Made-up names by rule: surname and given name step at different paces, so that no name comes twice in 464."""

    _made: int = 0

    def next(self) -> str:
        """The next unused name."""
        name = SURNAMES[self._made % len(SURNAMES)] + GIVEN[self._made * 7 % len(GIVEN)]
        self._made += 1
        return name


@dataclass
class Place:
    """A county while it is being built."""

    county: Unit
    engine: Actor
    names: Names = field(default_factory=Names)
    units: dict[str, Unit] = field(default_factory=dict)
    hashed: str = ""
    people: int = 0

    def unit(self, upper: Unit, kind: str, name: str, **more: object) -> Unit:
        """Open a unit below another."""
        made = perform(
            "unit.add_below", subject=upper, actor=self.engine, given=NewUnit(name=name, kind=kind, **more)
        ).subject  # type: ignore[arg-type]
        self.units[name] = made
        return made  # type: ignore[no-any-return]

    def person(self, unit: Unit, login: str, *kinds: str) -> Person:
        """Open an account and put the person into posts of the unit, confirmed."""
        self.people += 1
        phone = f"1390000{self.people:04d}"
        made: Person = perform(
            "person.add",
            subject=unit,
            actor=self.engine,
            given=NewPerson(self.names.next(), login, phone, self.hashed, must_change=False),
        ).subject
        for kind in kinds:
            self.post(made, unit, kind)
        return made

    def post(self, person: Person, unit: Unit, kind: str, title: str = "") -> Post:
        """Put a person into a post, confirmed."""
        made = perform(
            "post.appoint",
            subject=unit,
            actor=self.engine,
            given=Appointment(str(person.key), kind, title=title, from_on="2026-01-01"),
        ).subject
        perform("post.confirm", subject=made, actor=self.engine)
        return made  # type: ignore[no-any-return]


def build(place: Place) -> None:
    """五华区 with its bodies, its fifteen units of the published list, and nine fictional ones."""
    county = place.county
    department = place.unit(
        county, "party_department", "区委组织部", short_name="组织部", document_code="五组通", order=1
    )
    group = place.unit(
        county, "body", "区委党建工作领导小组", short_name="领导小组", document_code="五党建", order=2
    )
    office = place.unit(
        county, "body", "区委党建工作领导小组办公室", short_name="党建办", document_code="五党建办", order=3
    )
    meeting = place.unit(county, "body", "区委党建工作例会", short_name="党建例会", order=4)
    for body in (department, group, office, meeting):
        perform("unit.guide", subject=body, actor=place.engine, given=Guide(str(county.key)))
    place.person(department, "org-vetter", "vetter")
    place.person(department, "org-head", "head")
    place.person(department, "inspector", "inspector")
    place.person(department, "finance", "finance_officer")
    place.post(place.person(office, "office-clerk", "clerk"), meeting, "clerk")
    place.person(office, "office-head", "head")
    place.post(place.person(group, "group-vetter", "vetter"), meeting, "member")
    place.post(place.person(group, "group-head", "head"), meeting, "member")
    for number in (1, 2, 3):
        place.person(meeting, f"member-{number}", "member")
    place.person(county, "system-admin", "system_admin")
    place.person(county, "security-admin", "security_admin")
    place.person(county, "security-second", "security_person")
    place.person(county, "audit-admin", "audit_admin")
    for order, (code, name) in enumerate(STREETS):
        _staff(place, place.unit(county, "street", name, code=code, order=10 + order), f"s{order + 1}")
    for order, (kind, name) in enumerate(OTHERS):
        _staff(place, place.unit(county, kind, name, order=30 + order), f"o{order + 1}")
    for order, (kind, name) in enumerate(FICTIONAL):
        _staff(place, place.unit(county, kind, name, order=50 + order, is_fictional=True), f"f{order + 1}")
    community = place.unit(place.units["青石街道"], "community", "平城社区", order=1, is_fictional=True)
    place.person(community, "community-secretary", "secretary")


LOGINS = {
    ("f1", "secretary"): "street-secretary",
    ("f1", "checker"): "street-checker",
    ("f1", "drafter"): "street-drafter",
    ("f2", "secretary"): "sibling-secretary",
}


def _staff(place: Place, unit: Unit, prefix: str) -> None:
    """Drafter, checker and secretary of a unit."""
    for kind in ("secretary", "checker", "drafter"):
        place.person(unit, LOGINS.get((prefix, kind), f"{prefix}-{kind}"), kind)


def found(name: str, code: str, slug: str, hashed: str) -> Place:
    """A county with its founding act."""
    names = Names()
    county = found_county(
        name,
        code,
        slug,
        Founding((names.next(), names.next(), names.next()), (names.next(), names.next())),
        is_demonstration=True,
    )
    return Place(county, system(county.tenant_id), names, hashed=hashed)


def build_neighbour(place: Place) -> None:
    """A second, fictional county: what it holds must never be seen from the first."""
    county = place.county
    department = place.unit(county, "party_department", "县委组织部", short_name="组织部")
    perform("unit.guide", subject=department, actor=place.engine, given=Guide(str(county.key)))
    place.person(department, "n-vetter", "vetter")
    place.person(county, "n-security", "security_admin")
    _staff(place, place.unit(county, "town", "临江镇", is_fictional=True), "n1")
