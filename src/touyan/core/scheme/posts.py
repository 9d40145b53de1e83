"""What an assessment of posts says of one post: whether it is assessed, its weights, its coefficient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from touyan.core.scheme.select import Matter, selects
from touyan.core.scheme.shape.appraisal import Coefficient
from touyan.core.scheme.shape.results import Assessment


@dataclass(frozen=True, slots=True)
class PostMatter:
    """A post as rules see it: its kind, its title ("" for none), and its unit as selectors see it."""

    kind: str
    title: str
    unit: Matter


def is_assessed(stage: Assessment, post: PostMatter) -> bool:
    """Whether the stage is about this post."""
    wanted = stage.subjects
    return wanted is not None and post.kind in wanted.posts and selects(wanted.applies_to, post.unit)


def weights_of(stage: Assessment, post: PostMatter) -> Mapping[str, Decimal]:
    """Percent by part: of the first profile that speaks of the post's unit, else the parts' own (FY-29)."""
    profile = next((p for p in stage.profiles if selects(p.applies_to, post.unit)), None)
    return profile.weights if profile else MappingProxyType({p.id: p.weight for p in stage.parts})


def coefficient_of(stage: Assessment, post: PostMatter) -> Decimal:
    """The first coefficient that speaks of the post, 1 where none does (FY-28)."""
    return next((c.coefficient for c in stage.coefficients if _speaks_of(c, post)), Decimal(1))


def _speaks_of(rule: Coefficient, post: PostMatter) -> bool:
    if rule.posts and post.kind not in rule.posts:
        return False
    if rule.titles and post.title not in rule.titles:
        return False
    return selects(rule.applies_to, post.unit)
