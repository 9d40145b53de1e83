"""Forms about calls and reasons; the application's own form is made from the scheme, not here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CallForm(forms.Form):
    """A dated call."""

    title = forms.CharField(label=_("通知名称"), max_length=120)
    text = forms.CharField(
        label=_("要求"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("写明申报什么、找谁问。规则以方案为准，不必重抄。"),
    )
    opens_on = forms.DateField(label=_("开始日期"))
    closes_on = forms.DateField(label=_("截止日期"), help_text=_("截止当天可以提交。"))


class ExtensionForm(forms.Form):
    """More time."""

    closes_on = forms.DateField(label=_("新的截止日期"))
    reason = forms.CharField(label=_("延期理由"), max_length=300, widget=forms.Textarea({"rows": 3}))


class ReasonForm(forms.Form):
    """Why something goes back or is taken back."""

    reason = forms.CharField(label=_("理由"), max_length=400, widget=forms.Textarea({"rows": 3}))
