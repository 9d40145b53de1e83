"""Later versions of the county's scheme: uploaded by one hand, published by another, bodies bound by name."""

from __future__ import annotations

from typing import Any

from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.scheme.actions import Publish, Upload


def next_version(county: Any, *changes: tuple[str, str]) -> SchemeVersion:
    """The county's scheme with these texts replaced, published as its next version."""
    source = county.scheme.source
    for before, after in changes:
        assert before in source, before
        source = source.replace(before, after)
    return published(county, source)


def published(county: Any, source: str) -> SchemeVersion:
    """A source uploaded and published."""
    draft = county.do("office-clerk", "scheme.upload", county.unit("五华区"), Upload(source)).subject
    bound = {name: str(county.unit(body.label.zh).key) for name, body in county.scheme.rules.bodies.items()}
    county.do("office-head", "scheme.publish", draft, Publish(bound))
    found: SchemeVersion = SchemeVersion.objects.of_tenant(county.tenant).get(pk=draft.pk)
    return found
