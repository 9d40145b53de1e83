"""A Django form as the questions our field component asks; validation stays Django's, the look ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with everything `components/field.html` wants."""

    name: str
    label: str
    kind: str
    value: Any
    help: str
    error: str
    required: bool
    max: int | None
    choices: list[dict[str, Any]]
    unit: str
    autocomplete: str
    rows: int
    privacy: str


def _kind(field: forms.Field) -> str:
    widget = field.widget
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "radio"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    if isinstance(field, forms.DateField):
        return "date"
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return "number"
    return str(widget.attrs.get("kind", "text"))


def _choices(bound: forms.BoundField) -> list[dict[str, Any]]:
    listed = getattr(bound.field, "choices", None)
    if listed is None:
        return []
    value = bound.value()
    picked = (
        {str(v) for v in value}
        if isinstance(value, list | tuple | set)
        else {str(value if value is not None else "")}
    )
    none = _("请选择") if bound.field.required else _("不选")
    return [
        {"value": str(v), "label": label or none, "hint": "", "selected": str(v) in picked}
        for v, label in listed
    ]


def told_errors(bound: forms.BoundField) -> list[str]:
    """What is wrong with a field, in the words of an office instead of the framework's; each sentence stands alone."""
    return [
        sentence
        for fault in bound.errors.as_data()
        for sentence in (_told(bound, fault) or [str(text) for text in fault.messages])
    ]


def _told(bound: forms.BoundField, fault: forms.ValidationError) -> list[str]:
    """Our words for the faults every form knows; none for a sentence the form wrote itself."""
    known: dict[str, Any] = {
        "label": bound.label,
        "limit": (fault.params or {}).get("limit_value", ""),
        "n": (fault.params or {}).get("show_value", ""),
    }
    is_choice = bool(getattr(bound.field, "choices", None))
    own = (bound.field.error_messages or {}).get(fault.code or "")
    if fault.code == "required" and own == forms.Field.default_error_messages["required"]:
        return [(_("请选择“%(label)s”。") if is_choice else _("请填写“%(label)s”。")) % known]
    if fault.code == "max_length":
        return [_("“%(label)s”最多 %(limit)s 字，现在有 %(n)s 字，请删短。") % known]
    if fault.code in ("invalid_choice", "invalid_list"):
        return [_("请从列表里选“%(label)s”。") % known]
    if fault.code in ("min_value", "max_value"):
        bound_words = _("“%(label)s”不能小于 %(limit)s。"), _("“%(label)s”不能大于 %(limit)s。")
        return [bound_words[fault.code == "max_value"] % known]
    if fault.code == "invalid" and own is None and isinstance(bound.field, forms.RegexField):
        return [_("“%(label)s”的写法不对：%(help)s") % {**known, "help": bound.help_text}]
    if fault.code == "invalid" and own == type(bound.field).default_error_messages.get("invalid"):
        return [_invalid(bound.field) % known] if _invalid(bound.field) else []
    return []


def _invalid(field: forms.Field) -> str:
    """How a figure or a day is written."""
    if isinstance(field, forms.IntegerField) and not isinstance(field, forms.FloatField | forms.DecimalField):
        return _("“%(label)s”请填整数。")
    if isinstance(field, forms.FloatField | forms.DecimalField):
        return _("“%(label)s”请填数字，例如 12600.50。")
    return _("“%(label)s”请填日期，例如 2026-06-08。") if isinstance(field, forms.DateField) else ""


def _value(bound: forms.BoundField) -> Any:
    """The value as its input takes it: a day in its machine form, whatever the reader's language."""
    value = bound.value()
    return value.isoformat() if isinstance(value, date) else value


def asked(form: forms.Form) -> list[Asked]:
    """Every visible field of the form as a question."""
    return [
        Asked(
            name=bound.html_name,
            label=str(bound.label),
            kind=_kind(bound.field),
            value=_value(bound),
            help=str(bound.help_text or ""),
            error=" ".join(told_errors(bound)),
            required=bound.field.required,
            max=getattr(bound.field, "max_length", None)
            if _kind(bound.field) in {"text", "textarea"}
            else None,
            choices=_choices(bound),
            unit=str(bound.field.widget.attrs.get("unit", "")),
            autocomplete=str(bound.field.widget.attrs.get("autocomplete", "")),
            rows=int(bound.field.widget.attrs.get("rows", 4)),
            privacy=str(bound.field.widget.attrs.get("privacy", "")),
        )
        for bound in form.visible_fields()
    ]
