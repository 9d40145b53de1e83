"""People, the posts they hold, delegations during leave, and their sign-ins."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.models import Subject
from touyan.foundation.ledger.scope import TenantRow


class Person(Subject):
    """Somebody with an account. Phone is personal (P2): masked on pages, a salted digest in the record."""

    KIND = "person"
    PATH_LOOKUP = "home__path"
    SCOPE = "directory"
    PERSONAL = frozenset({"phone", "name"})
    LEFT_OUT = Subject.LEFT_OUT | {"password", "stamp", "lang", "initials"}

    name = models.CharField(max_length=40)
    login = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, default="", blank=True)
    home = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="people")
    initials = models.CharField(max_length=40, default="")
    password = models.CharField(max_length=200, default="")
    must_change = models.BooleanField(default=True)
    stamp = models.CharField(max_length=32, default="")
    lang = models.CharField(max_length=5, default="zh")

    class Meta(Subject.Meta):
        constraints = [models.UniqueConstraint(fields=["login"], name="login_once")]
        indexes = [models.Index(fields=["tenant", "name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def own_unit(self) -> tuple[int, str]:
        """A person stands in the home unit."""
        return self.home_id, self.home.path

    def assigned(self) -> dict[str, frozenset[int]]:
        """A person's own account is theirs."""
        return {"self": frozenset({self.pk})}


class Post(Subject):
    """A person holding a kind of post in a unit from one day to another. Rights come from posts."""

    KIND = "post"
    PATH_LOOKUP = "unit__path"
    SCOPE = "directory"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=40, default="")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta(Subject.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                name="one_secretary_in_office",
                condition=models.Q(kind="secretary", to_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["person"],
                name="one_administrator_duty_each",
                condition=models.Q(
                    kind__in=["system_admin", "security_admin", "audit_admin"], to_on__isnull=True
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "kind"],
                name="post_open_once",
                condition=models.Q(to_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="post_days_in_order",
            ),
        ]

    def assigned(self) -> dict[str, frozenset[int]]:
        """Who holds the post."""
        return {"holder": frozenset({self.person_id})}


class Delegation(Subject):
    """A post lent to a colleague for dated leave; refused on leader-only actions (WH-14)."""

    KIND = "delegation"
    PATH_LOOKUP = "post__unit__path"
    SCOPE = "directory"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegated_posts")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta(Subject.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")), name="delegation_days_in_order"
            )
        ]

    def own_unit(self) -> tuple[int, str]:
        """A delegation stands where its post stands."""
        return self.post.unit_id, self.post.unit.path

    def assigned(self) -> dict[str, frozenset[int]]:
        """Who lent the post."""
        return {"giver": frozenset({self.post.person_id})}


class SignInTry(models.Model):
    """Failed sign-ins by account and by address, for the limit per window (security.md R22)."""

    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="try_by_account"),
            models.Index(fields=["address", "at"], name="try_by_address"),
        ]


class Authenticator(TenantRow):
    """A person's second factor: the sealed secret, hashes of unused recovery codes, the last half minute used.

    Written by acts on the person; only `used` moves without one, so that no code counts twice.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="authenticator")
    secret = models.CharField(max_length=300)
    recovery = models.JSONField(default=list)
    used = models.BigIntegerField(default=0)
    at = models.DateTimeField()
