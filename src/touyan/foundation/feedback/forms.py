"""Forms of complaint and suggestion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from touyan.foundation.feedback.rules import SORTS
from touyan.foundation.web.reasons import words


class FeedbackForm(forms.Form):
    """What somebody wants to say."""

    county = forms.ChoiceField(label=_("向哪个县（市、区）反映"))
    sort = forms.ChoiceField(label=_("哪一类"))
    text = forms.CharField(
        label=_("内容"),
        max_length=1000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("哪件事、什么时候、希望怎样办。不要写他人的电话和证件号。"),
    )
    named = forms.BooleanField(label=_("署名（答复时会通知您；不勾选即为匿名）"), required=False)

    def __init__(
        self, *args: Any, counties: Iterable[Any], lang: Any, is_signed_in: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.key), one.name) for one in counties]
        self.fields["county"].choices = listed  # type: ignore[attr-defined]
        self.fields["sort"].choices = [(name, words(label, lang)) for name, label in SORTS.items()]  # type: ignore[attr-defined]
        if len(listed) == 1 or is_signed_in:
            del self.fields["county"]
        if not is_signed_in:
            del self.fields["named"]


class ReplyForm(forms.Form):
    """The answer."""

    text = forms.CharField(
        label=_("答复"),
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("说明核实的情况、怎样处理、何时办好；提出人凭查询码能看到。"),
    )


class CodeForm(forms.Form):
    """The code given when it was sent."""

    code = forms.CharField(
        label=_("查询码"), max_length=40, help_text=_("提交时显示的 12 位查询码，横线和大小写不影响。")
    )
