"""Who acts: an explicit value handed to every read and every write. There is no ambient user."""

from __future__ import annotations

from dataclasses import dataclass, field

from touyan.core.workflow import PostValue

SYSTEM = 0
ANONYMOUS = -1


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a tenant with the posts held (or delegated) today.

    `reach` are the path prefixes whose matters this person may see; an empty reach sees no business matter
    (the three administrators). `directory` are the prefixes whose people may be looked up. `stages` are the kinds of
    stages the county's schemes in force have, for leaving out of the menu what there is not.
    """

    person: int
    tenant: int
    name: str = ""
    posts: tuple[PostValue, ...] = ()
    reach: tuple[str, ...] = ()
    directory: tuple[str, ...] = ()
    lang: str = "zh"
    stages: frozenset[str] = field(default=frozenset(), compare=False)
    request_id: str = field(default="", compare=False)

    @property
    def is_signed_in(self) -> bool:
        """Whether a person stands behind this actor."""
        return self.person > 0

    def prefixes(self, scope: str) -> tuple[str, ...]:
        """The path prefixes for a kind of row: business matters or the directory of people."""
        return self.directory if scope == "directory" else self.reach

    def holds(self, *kinds: str) -> bool:
        """Whether any own post is of one of the kinds."""
        return any(post.kind in kinds and not post.is_delegated for post in self.posts)


def system(tenant: int) -> Actor:
    """The engine itself, delivering effects and running jobs inside one tenant."""
    return Actor(person=SYSTEM, tenant=tenant, name="system", reach=("/",), directory=("/",))


def anonymous(tenant: int = 0) -> Actor:
    """Somebody without an account: sees only what was released."""
    return Actor(person=ANONYMOUS, tenant=tenant)
