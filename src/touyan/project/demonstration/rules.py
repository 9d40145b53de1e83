"""The demonstration's scheme: the file in `schemes/wuhua`, uploaded by the clerk and published by the head."""

from __future__ import annotations

from touyan.core.scheme import label
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import perform
from touyan.foundation.people.models import Person
from touyan.foundation.people.queries import actor_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration.organisation import Place
from touyan.project.settings import ROOT
from touyan.stages.scheme.actions import Publish, Upload

FILE = ROOT / "schemes" / "wuhua" / "scheme.yaml"


def acting(login: str) -> Actor:
    """The actor behind a demonstration login, as of the tenant's day."""
    person = Person.objects.everything().select_related("tenant", "home").get(login=login)
    return actor_of(person, clock(person.tenant_id).today)


def publish_scheme(place: Place) -> SchemeVersion:
    """Upload the file, bind its bodies to the units of the same name, publish."""
    version: SchemeVersion = perform(
        "scheme.upload",
        subject=place.county,
        actor=acting("office-clerk"),
        given=Upload(FILE.read_text(encoding="utf-8")),
    ).subject
    bodies = {
        key: str(place.units[label(body.label, "zh")].key) for key, body in version.rules.bodies.items()
    }
    perform("scheme.publish", subject=version, actor=acting("office-head"), given=Publish(bodies))
    version.refresh_from_db()
    return version


def publish_trial(place: Place) -> SchemeVersion:
    """The demonstration's own scheme for fictional units: the same rules under another name, four places.

    Lights, problems, late tasks and poor grades need approved projects, and the fifteen approved ones are real
    units'; so everything adverse lives here and the published figures of the county's scheme stay what they are.
    """
    text = trial_text(FILE.read_text(encoding="utf-8"))
    version: SchemeVersion = perform(
        "scheme.upload", subject=place.county, actor=acting("office-clerk"), given=Upload(text)
    ).subject
    bodies = {
        key: str(place.units[label(body.label, "zh")].key) for key, body in version.rules.bodies.items()
    }
    perform("scheme.publish", subject=version, actor=acting("office-head"), given=Publish(bodies))
    version.refresh_from_db()
    return version


def trial_text(source: str) -> str:
    """The county's file with other names and no figures to compare with."""
    told = source.partition("# 十、")[0]
    for old, new in (
        ("id: wuhua-secretary-projects", "id: demonstration-trial-projects"),
        (
            "label: {zh: 五华区书记抓基层党建项目, en: Wuhua secretary-led Party-building projects}",
            "label: {zh: 示例单位攻坚项目（演示）, en: Trial projects of fictional units}",
        ),
        (
            "title: {zh: 实行党（工）委书记抓基层党建项目化管理实施方案, en: Plan for managing secretary-led Party building by projects}",
            "title: {zh: 示例单位攻坚项目实施方案（演示）, en: Trial plan}",
        ),
        ("n: 15}", "n: 4}"),
    ):
        if old not in told:
            raise ValueError(f"the scheme file no longer says: {old}")
        told = told.replace(old, new)
    return told
