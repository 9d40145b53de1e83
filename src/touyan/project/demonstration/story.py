"""The year of the demonstration, told through the real door: 24 declared, 15 approved, 9 carried out by themselves.

The county's own scheme holds exactly the published figures: the fifteen real units are approved and stay green, the nine
fictional ones carry out their projects by themselves, and the three that came back were fictional. Red and yellow lights,
problems, returned reports, blocked money and a poor grade need approved projects; they happen under a second scheme for
fictional units only (`rules.publish_trial`), which also keeps work open on every desk in June. Chapters are in `spring`
(needs to scoring), `decision` (record to release), `delivery` (plans, reports, reviews), `money`, `trial` (everything
adverse) and `closing` (public pages, year-end figures to confirmed grades).
"""

from __future__ import annotations

from datetime import date

from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration import closing, decision, delivery, money, spring, trial  # noqa: F401 - their chapters
from touyan.project.demonstration.organisation import Place
from touyan.project.demonstration.rules import publish_trial
from touyan.project.demonstration.year import Year, lived


def begun(place: Place) -> Year:
    """The year of a county whose organisation stands, with both schemes published and nothing told yet."""
    tenant = place.county.tenant_id
    wuhua = SchemeVersion.objects.of_tenant(tenant).get(
        scheme_id="wuhua-secretary-projects", state="published"
    )
    return Year(tenant, wuhua, publish_trial(place))


def tell(place: Place, until: date) -> Year:
    """Live the year of a county whose organisation stands, up to and including a day."""
    year = begun(place)
    for _ in lived(year, until):
        pass
    return year
