"""Forms of staged money."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _


class PayForm(forms.Form):
    """What was paid."""

    yuan = forms.DecimalField(
        label=_("实付金额"),
        min_value=Decimal("0.01"),
        max_digits=15,
        decimal_places=2,
        widget=forms.NumberInput({"unit": "元"}),
    )
    voucher = forms.CharField(label=_("支付凭证号"), max_length=60)


class CancelForm(forms.Form):
    """Why it is not paid."""

    reason = forms.CharField(label=_("取消的理由"), max_length=120, widget=forms.Textarea({"rows": 2}))
