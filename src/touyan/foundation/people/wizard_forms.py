"""Forms of the first-run wizard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from touyan.foundation.people.passwords import faults_of
from touyan.foundation.people.rules import POST_KINDS
from touyan.foundation.people.wizard import SEATS, SchemeFile
from touyan.foundation.wording import say


class TokenForm(forms.Form):
    """The token from the data folder."""

    token = forms.CharField(
        label=_("设置口令"),
        max_length=100,
        help_text=_("在安装本系统的机器上，打开数据文件夹里的 keys/setup 文件，把内容抄到这里。"),
    )


class CountyForm(forms.Form):
    """The hosting county."""

    county = forms.CharField(label=_("县（市、区）名称"), max_length=60, help_text=_("例如：五华区。"))
    region_code = forms.RegexField(
        r"^[0-9]{6}(0{6})?$",
        label=_("12 位统计用区划代码"),
        help_text=_("县级代码前 6 位加 6 个零，例如：530102000000。"),
        error_messages={"invalid": _("请填写 12 位数字，县级代码的后 6 位是零。")},
    )

    def clean_region_code(self) -> str:
        """The six figures everybody knows are enough: the other six of a county are zeros."""
        told: str = self.cleaned_data["region_code"]
        return told.ljust(12, "0")


class SeatForm(forms.Form):
    """One founder."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    login = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$",
        label=_("登录名"),
        error_messages={"invalid": _("3 至 40 位字母、数字、点、横线。")},
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "input"}),
    )

    def clean(self) -> dict[str, Any]:
        """An own password keeps every rule."""
        told = super().clean() or {}
        if told.get("password"):
            for fault in faults_of(told["password"], told.get("login", "")):
                self.add_error("password", say(fault))
        return told


def seat_forms(data: Any) -> list[tuple[str, SeatForm]]:
    """The five forms with their headings: three administrators, two security persons."""
    numbers = ("", "", "", _now("（一）"), _now("（二）"))
    return [
        (POST_KINDS[kind].zh + number, SeatForm(data, prefix=f"seat{index}"))
        for index, (kind, number) in enumerate(zip(SEATS, numbers, strict=True))
    ]


class SchemeForm(forms.Form):
    """Which scheme to begin with."""

    scheme = forms.ChoiceField(label=_("从哪个方案起步"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, schemes: list[SchemeFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [(one.name, one.title) for one in schemes if one.is_readable]
        self.fields["scheme"].choices = [*ready, ("", _now("以后再上传本县自己的方案"))]  # type: ignore[attr-defined]
