"""Forms about accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from touyan.foundation.people.kinds import kind_label, kinds_of
from touyan.foundation.units.choosing import UnitField


class SignInForm(forms.Form):
    """Name and password."""

    login = forms.CharField(
        label=_("登录名"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "username", "class": "input"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "class": "input"}),
    )


class CodeForm(forms.Form):
    """The code on the phone, or a recovery code."""

    code = forms.CharField(
        label=_("动态码"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "class": "input"}),
    )


class PasswordForm(forms.Form):
    """Old (unless a slip was used), new, and new again."""

    old = forms.CharField(
        label=_("原密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "class": "input"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "input"}),
    )
    again = forms.CharField(
        label=_("再输一次"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "input"}),
    )

    def __init__(self, *args: Any, must_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if must_change:
            del self.fields["old"]

    def clean(self) -> dict[str, Any]:
        """The two new ones agree."""
        told = super().clean() or {}
        if told.get("new") and told.get("again") and told["new"] != told["again"]:
            self.add_error("again", _("两次输入的密码不一致。"))
        return told


def _people(found: Iterable[Any]) -> list[tuple[str, str]]:
    return [("", "")] + [(str(p.key), f"{p.home.label} {p.name}（{p.login}）") for p in found]


class PersonForm(forms.Form):
    """An account to open in a unit."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    login = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$",
        label=_("登录名"),
        max_length=40,
        help_text=_("3 至 40 位字母、数字、点、横线；不需要邮箱。"),
    )
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)


class CorrectionForm(forms.Form):
    """Corrected data of a person."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)


class HomeForm(forms.Form):
    """The unit a person belongs to."""

    unit = UnitField(label=_("所在单位"))

    def __init__(self, *args: Any, units: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units, is_tree=True)  # type: ignore[attr-defined]


class AppointForm(forms.Form):
    """A post of the unit for a person."""

    person = forms.ChoiceField(label=_("人员"))
    kind = forms.ChoiceField(label=_("岗位"))
    title = forms.CharField(label=_("职务名称"), max_length=40, required=False)
    from_on = forms.DateField(label=_("自何日起"))
    to_on = forms.DateField(label=_("至何日止"), required=False, help_text=_("长期任职不填。"))

    def __init__(self, *args: Any, people: Iterable[Any], tenant: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _people(people)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(name, label.zh) for name, label in kinds_of(tenant).items()]  # type: ignore[attr-defined]


class EndingForm(forms.Form):
    """The last day in office."""

    to_on = forms.DateField(label=_("离任日期"), help_text=_("不晚于今天；当天起不再有该岗位的权限。"))


class LeaveForm(forms.Form):
    """Which post, to whom, from when to when, why."""

    post = forms.ChoiceField(label=_("委托哪个岗位"))
    to_person = forms.ChoiceField(label=_("委托给谁"))
    from_on = forms.DateField(label=_("自何日起"))
    to_on = forms.DateField(label=_("至何日止"))
    reason = forms.CharField(label=_("事由"), max_length=200, help_text=_("例如：外出学习。"))

    def __init__(self, *args: Any, posts: Iterable[Any], people: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [
            (str(p.key), f"{p.unit.name} {kind_label(p.tenant_id, p.kind).zh}") for p in posts
        ]  # type: ignore[attr-defined]
        self.fields["to_person"].choices = _people(people)  # type: ignore[attr-defined]
