"""What posts are called: the house's kinds, and those the county's published schemes add."""

from __future__ import annotations

from collections.abc import Mapping

from touyan.core.workflow import Label
from touyan.foundation.people.rules import POST_KINDS
from touyan.foundation.rulebook.models import own_post, own_posts


def kinds_of(tenant: int) -> Mapping[str, Label]:
    """Every kind of post somebody can be appointed to; a scheme never renames one of the house."""
    return {**own_posts(tenant), **POST_KINDS}


def kind_label(tenant: int, kind: str) -> Label:
    """The words for a kind of post; its bare name where a scheme that added it is gone."""
    return POST_KINDS.get(kind) or own_post(tenant, kind) or Label(kind, kind)
