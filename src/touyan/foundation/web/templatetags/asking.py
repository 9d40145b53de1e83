"""Tags for asking: the hidden keys of a writing form, and a Django form as our own fields."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from touyan.foundation.web.fields import Asked, asked, told_errors
from touyan.foundation.web.submit import once

register = template.Library()


@register.simple_tag(takes_context=True)
def form_keys(context: template.Context, version: int | None = None) -> SafeString:
    """Token, a fresh idempotency key and the version seen, as hidden inputs: `{% form_keys application.version %}`."""
    hidden = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="idempotency_key" value="{}">',
        get_token(context["request"]),
        once(),
    )
    if version is None:
        return hidden
    return hidden + format_html('<input type="hidden" name="version" value="{}">', version)


@register.filter
def questions(form: forms.Form) -> list[Asked]:
    """A form's fields for `components/field.html`: `{% for q in form|questions %}{% include q.template %}`."""
    return asked(form)


@register.filter
def faults(form: forms.Form) -> list[dict[str, Any]]:
    """The error summary of a form: each fault with a link to its field."""
    found = [{"url": "#faults", "text": text} for text in form.non_field_errors()]
    for name in form.errors:
        if name in form.fields:
            found += [{"url": f"#{form[name].html_name}", "text": text} for text in _whole(form[name])]
    return found


def _whole(bound: forms.BoundField) -> list[str]:
    """The faults of a field as sentences that name it."""
    label = str(bound.label)
    return [text if label in text else f"{label}：{text}" for text in told_errors(bound)]
