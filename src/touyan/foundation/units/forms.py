"""Forms about units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from touyan.foundation.units.choosing import UnitField
from touyan.foundation.units.rules import UNIT_KINDS

CODE = RegexValidator(r"^[0-9A-Za-z-]{0,24}$", _("代码只用数字、字母和连字符，最多 24 位。"))


def kind_choices() -> list[tuple[str, str]]:
    """Kinds a unit below a county may have."""
    return [(name, label.zh) for name, label in UNIT_KINDS.items() if name != "county"]


class NewUnitForm(forms.Form):
    """A unit below another."""

    name = forms.CharField(label=_("单位全称"), max_length=80)
    short_name = forms.CharField(label=_("简称"), max_length=30, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=kind_choices)
    code = forms.CharField(
        label=_("区划代码或自编代码"),
        max_length=24,
        required=False,
        validators=[CODE],
        help_text=_("有 12 位统计用区划代码的填代码，没有的可不填。"),
    )
    document_code = forms.CharField(
        label=_("发文机关代字"), max_length=30, required=False, help_text=_("例如：五组通。不发文的不填。")
    )
    order = forms.IntegerField(label=_("排序号"), min_value=0, max_value=99999, initial=0)


class RenameForm(forms.Form):
    """New names."""

    name = forms.CharField(label=_("单位全称"), max_length=80)
    short_name = forms.CharField(label=_("简称"), max_length=30, required=False)


class FactsForm(forms.Form):
    """Corrected facts."""

    code = forms.CharField(label=_("区划代码或自编代码"), max_length=24, required=False, validators=[CODE])
    document_code = forms.CharField(label=_("发文机关代字"), max_length=30, required=False)
    order = forms.IntegerField(label=_("排序号"), min_value=0, max_value=99999)


class MoveForm(forms.Form):
    """Where the unit stands from a day on."""

    upper = UnitField(label=_("新的上级单位"))
    from_on = forms.DateField(label=_("自何日起"), help_text=_("不晚于今天；此前的隶属关系保留备查。"))

    def __init__(self, *args: Any, units: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upper"].offer(units, is_tree=True)  # type: ignore[attr-defined]


class GuideForm(forms.Form):
    """Whom the unit guides and watches."""

    lower = UnitField(label=_("指导哪个单位（含其下级）"))

    def __init__(self, *args: Any, units: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lower"].offer(units, is_tree=True)  # type: ignore[attr-defined]
