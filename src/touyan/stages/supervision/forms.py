"""Forms of supervision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang
from touyan.stages.supervision.actions import LONGEST_DEADLINE, TEXT, NewProblem
from touyan.stages.supervision.terms import CATEGORIES, SOURCES


class ConclusionForm(forms.Form):
    """What the reviewer found."""

    conclusion = forms.CharField(
        label=_("督查结论"),
        max_length=TEXT,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("没有问题也要写明“未发现问题”。"),
    )


class ProblemForm(forms.Form):
    """A new problem of a project."""

    text = forms.CharField(
        label=_("存在问题"),
        max_length=TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("写清楚看到了什么，不写居民姓名和电话。"),
    )
    demand = forms.CharField(label=_("整改要求"), max_length=TEXT, widget=forms.Textarea({"rows": 3}))
    source = forms.ChoiceField(label=_("事项来源"))
    category = forms.ChoiceField(label=_("问题类别"))
    place = forms.CharField(
        label=_("点位"), max_length=60, required=False, help_text=_("在哪里看到的，可不写。")
    )
    workdays = forms.IntegerField(
        label=_("整改期限（工作日）"), required=False, min_value=1, max_value=LONGEST_DEADLINE
    )

    def __init__(self, *args: object, lang: Lang = "zh", standard: int = 0, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["source"].choices = [(name, words(one, lang)) for name, one in SOURCES.items()]  # type: ignore[attr-defined]
        self.fields["category"].choices = [(name, words(one, lang)) for name, one in CATEGORIES.items()]  # type: ignore[attr-defined]
        self.fields["workdays"].help_text = _("空着就按方案的 %(n)s 个工作日。") % {"n": standard}

    def given(self) -> NewProblem:
        """The cleaned answers as the door takes them."""
        told = self.cleaned_data
        return NewProblem(
            told["text"],
            told["demand"],
            told["source"],
            told["workdays"] or 0,
            told["category"],
            told["place"],
        )


class WordsForm(forms.Form):
    """A rectification, or why it is not enough."""

    text = forms.CharField(label=_("说明"), max_length=TEXT, widget=forms.Textarea({"rows": 3}))
