"""Forms of the notice and of the release that follow a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NoticeForm(forms.Form):
    """The words around the lists, and which items are listed."""

    title = forms.CharField(label=_("文件标题"), max_length=120)
    recipients = forms.CharField(
        label=_("主送"), max_length=300, help_text=_("以全角冒号结尾，例如：各街道党工委、区直各单位：")
    )
    basis = forms.CharField(label=_("依据"), max_length=600, widget=forms.Textarea({"rows": 3}))
    approved = forms.MultipleChoiceField(
        label=_("列入立项清单"), required=False, widget=forms.CheckboxSelectMultiple
    )
    self_implemented = forms.MultipleChoiceField(
        label=_("列入自行组织实施清单"), required=False, widget=forms.CheckboxSelectMultiple
    )
    demands = forms.CharField(
        label=_("有关要求"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("每行一条，写成“小标题：内容”。"),
    )
    copy_to = forms.CharField(label=_("抄送"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        approved: list[tuple[str, str]],
        self_implemented: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["approved"].choices = approved  # type: ignore[attr-defined]
        self.fields["self_implemented"].choices = self_implemented  # type: ignore[attr-defined]
        for name, choices in (("approved", approved), ("self_implemented", self_implemented)):
            if not choices:
                del self.fields[name]

    def demand_pairs(self) -> tuple[tuple[str, str], ...]:
        """(heading, text) of each line."""
        lines = [line.strip() for line in self.cleaned_data["demands"].splitlines() if line.strip()]
        pairs = [line.replace(":", "：", 1).partition("：") for line in lines]
        return tuple((head.strip(), text.strip()) for head, _bar, text in pairs)


class ReleaseForm(forms.Form):
    """What is made public, and how the office is reached."""

    what = forms.ChoiceField(label=_("公示内容"))
    phone = forms.CharField(label=_("联系电话"), max_length=40, help_text=_("写办公室电话，不写个人手机。"))
    address = forms.CharField(label=_("联系地址"), max_length=120)
    email = forms.CharField(label=_("电子邮箱"), max_length=80, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["what"].choices = choices  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    """A remark that may be required."""

    remark = forms.CharField(label=_("还差什么"), max_length=400, widget=forms.Textarea({"rows": 3}))
