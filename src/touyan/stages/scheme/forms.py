"""Forms of the scheme studio."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from touyan.core.scheme import Scheme, label

LARGEST = 256 * 1024
"""Bytes of a scheme file; the fullest scheme known has 30 KB."""
ALIKE = 0.5


class SourceForm(forms.Form):
    """A scheme file, or its text pasted."""

    file = forms.FileField(label=_("方案文件"), required=False)
    source = forms.CharField(
        label=_("或者把文件内容粘贴在这里"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea({"rows": 12}),
    )

    def clean(self) -> dict[str, Any]:
        """One text from whichever way it came. Nothing is judged here but size and that there is something."""
        given = super().clean() or {}
        file = given.get("file")
        if file is not None:
            if file.size > LARGEST:
                self.add_error("file", _("方案文件不能超过 256 KB，请检查是不是传错了文件。"))
            else:
                given["source"] = file.read().decode("utf-8", errors="replace")
        if not given.get("source", "").strip() and not self.errors:
            self.add_error("file", _("请选择方案文件，或者把内容粘贴在下面。"))
        return given


class BindingForm(forms.Form):
    """Which unit stands for each body the scheme names, units of the same name chosen beforehand; why each warning may stand."""

    def __init__(
        self,
        *args: Any,
        rules: Scheme,
        units: list[Any],
        warnings: list[tuple[str, str]] | None = None,
        **more: Any,
    ) -> None:
        """`warnings` are (key, sentence)."""
        super().__init__(*args, **more)
        self.warnings = warnings or []
        choices = [("", _("请选择")), *((str(unit.key), unit.name) for unit in units)]
        for name, body in rules.bodies.items():
            words = label(body.label)
            suggested = suggestion(words, units)
            self.fields[f"body-{name}"] = forms.ChoiceField(label=words, choices=choices, initial=suggested)
        for number, (_key, sentence) in enumerate(self.warnings, 1):
            self.fields[f"warning-{number}"] = forms.CharField(
                label=_("提醒：%(text)s为什么可以这样") % {"text": sentence}, max_length=300
            )

    def bodies(self) -> dict[str, str]:
        """Body key -> unit key, as the door takes it."""
        told = self.cleaned_data.items()
        return {name.removeprefix("body-"): value for name, value in told if name.startswith("body-")}

    def reasons(self) -> dict[str, str]:
        """Warning key -> reason, as the door takes it."""
        return {
            key: self.cleaned_data[f"warning-{number}"]
            for number, (key, _text) in enumerate(self.warnings, 1)
        }


def suggestion(words: str, units: list[Any]) -> str:
    """The key of the unit that is called like the body: the same name first, then the longest name one holds of the other."""
    same = next((unit for unit in units if unit.name == words), None)
    if same is not None:
        return str(same.key)
    near = [
        u
        for u in units
        if (u.name in words or words in u.name)
        and min(len(u.name), len(words)) / max(len(u.name), len(words)) >= ALIKE
    ]
    return str(max(near, key=lambda u: len(u.name)).key) if near else ""
