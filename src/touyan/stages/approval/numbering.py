"""Numbers that are given once: projects by scheme and year, documents by issuing code and year (domain.md 3.24).

Both take the highest number ever given, under a lock on the row that owns the sequence, and add one; a unique
constraint stands behind the lock. A void number is still a number given, so it never comes again.
"""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Max

from touyan.core.scheme import Scheme
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.initials import initials_of
from touyan.foundation.units.models import Unit
from touyan.stages.approval.models import DocumentNumber, Project

CHINESE = re.compile(r"[一-鿿]")


def project_prefix(rules: Scheme) -> str:
    """Initials of the first two characters of the scheme's name (五华… gives WH), else the first word of its id."""
    name = "".join(CHINESE.findall(rules.label.zh))[:2]
    letters = initials_of(name).upper() if len(name) == 2 else ""
    return letters if letters.isascii() and letters.isalpha() else rules.id.partition("-")[0].upper()


def next_project_number(version: SchemeVersion) -> str:
    """WH-2026-01 and onward, in the order in which projects are opened. Call inside a transaction."""
    SchemeVersion.objects.of_tenant(version.tenant_id).select_for_update().get(pk=version.pk)
    head = f"{project_prefix(version.rules)}-{version.year}-"
    given = Project.objects.of_tenant(version.tenant_id).filter(year=version.year, number__startswith=head)
    tails = [number.removeprefix(head) for number in given.values_list("number", flat=True)]
    return f"{head}{max((int(t) for t in tails if t.isdigit()), default=0) + 1:02d}"


def reserve_document_number(unit: Unit, on: date) -> DocumentNumber:
    """The next number of the unit's code in this year; the unit's row is locked, so two clerks never share one."""
    locked = Unit.objects.of_tenant(unit.tenant_id).select_for_update().get(pk=unit.pk)
    given = DocumentNumber.objects.of_tenant(unit.tenant_id).filter(code=locked.document_code, year=on.year)
    last = given.aggregate(last=Max("number"))["last"] or 0
    return DocumentNumber.objects.create(
        tenant_id=unit.tenant_id,
        unit=locked,
        code=locked.document_code,
        year=on.year,
        number=last + 1,
        status="reserved",
    )
