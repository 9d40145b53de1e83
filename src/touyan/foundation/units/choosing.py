"""Choosing one unit in a form: from a list where there are few, by its name where there are many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

FEW, NEAR = 60, 5
"""The most units a list offers; how many near misses an answer names."""


class UnitField(forms.Field):
    """Answers with the key of a unit among those offered; a page costs the same for ten units as for ten thousand."""

    choices: list[tuple[str, str]] | None = None
    units: QuerySet[Any] | None = None

    def offer(self, units: QuerySet[Any], *, is_tree: bool = False, blank: str = "") -> None:
        """Offer these units, in their order; `is_tree` sets each in as deep as it stands, `blank` stands for none yet."""
        found = list(units[: FEW + 1])
        self.units = units
        if len(found) > FEW:
            self.help_text = _("写单位名称，全称或简称都可以。")
            return
        deep = "\u3000" if is_tree else ""
        self.choices = [("", blank)] + [(str(u.key), deep * (u.path.count("/") - 2) + u.name) for u in found]
        self.widget = forms.Select()

    def prepare_value(self, value: Any) -> Any:
        """A key as the unit's name where names are typed."""
        if self.choices is None and self.units is not None and len(str(value or "")) == 36:
            return self.units.filter(key=value).values_list("name", flat=True).first() or ""
        return value

    def clean(self, value: Any) -> str:
        """The key. Raises ValidationError for none, an unknown one, or a name that several have."""
        told = str(super().clean(value) or "").strip()
        if self.choices is not None:
            if told not in dict(self.choices):
                raise forms.ValidationError(_("请从列表里选一个单位。"))
            return told
        return self._by_name(told) if told and self.units is not None else told

    def _by_name(self, told: str) -> str:
        units: Any = self.units
        exact = list(units.filter(Q(name=told) | Q(short_name=told))[:2])
        found = exact if len(exact) == 1 else list(units.filter(name__icontains=told)[: NEAR + 1])
        if len(found) == 1:
            return str(found[0].key)
        if not found:
            raise forms.ValidationError(_("没有名称里有“%(name)s”的单位，请核对。") % {"name": told})
        names = "、".join(u.name for u in found[:NEAR])
        raise forms.ValidationError(
            _("名称里有“%(name)s”的单位不止一个：%(names)s。请写全称。") % {"name": told, "names": names}
        )
