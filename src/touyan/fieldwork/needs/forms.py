"""Forms of the register of needs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from touyan.fieldwork.needs.rules import SOURCE_WORDS


class NeedForm(forms.Form):
    """One need."""

    title = forms.CharField(
        label=_("一句话说清缺什么"), max_length=60, help_text=_("例如：平城巷口没有路灯，晚上看不清路。")
    )
    text = forms.CharField(
        label=_("具体情况"),
        max_length=800,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("在哪里，影响多少人，多久了。不要写居民姓名和电话。"),
    )
    source = forms.ChoiceField(
        label=_("从哪里知道的"), choices=[(name, label.zh) for name, label in SOURCE_WORDS.items()]
    )


class ReasonForm(forms.Form):
    """Why a need is not taken up."""

    reason = forms.CharField(label=_("暂不办理的理由"), max_length=300, widget=forms.Textarea({"rows": 3}))
