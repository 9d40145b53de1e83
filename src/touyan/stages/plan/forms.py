"""Forms of plans and tasks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BoundsForm(forms.Form):
    """When the plan begins, and the day it counts back from."""

    start_on = forms.DateField(label=_("最早开始"), help_text=_("在这一天之前不能动工。"))
    finish_on = forms.DateField(
        label=_("完成期限"), help_text=_("从这一天按工作日倒排，调休上班的周末算工作日。")
    )


class CommitmentForm(forms.Form):
    """The words the leader signs."""

    text = forms.CharField(
        label=_("承诺内容"),
        max_length=2000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("已按立项内容和计划写好，可以修改。签署后任务、日期和这段文字一起固定下来。"),
    )


class ProgressForm(forms.Form):
    """How far the work is."""

    percent = forms.IntegerField(
        label=_("完成比例"), min_value=0, max_value=99, widget=forms.NumberInput({"unit": "%"})
    )
    remark = forms.CharField(
        label=_("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )


class ClaimForm(forms.Form):
    """The work is done."""

    remark = forms.CharField(
        label=_("交了什么成果"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("一句话写清成果在哪里看。"),
    )


class SendBackForm(forms.Form):
    """Not accepted."""

    reason = forms.CharField(label=_("退回的理由"), max_length=300, widget=forms.Textarea({"rows": 3}))
    percent = forms.IntegerField(
        label=_("核定的完成比例"),
        min_value=0,
        max_value=99,
        initial=80,
        widget=forms.NumberInput({"unit": "%"}),
    )


class SheetForm(forms.Form):
    """A table to take in."""

    file = forms.FileField(label=_("任务表文件"))
