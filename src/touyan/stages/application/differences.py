"""Two texts of one application side by side, as rows for the comparison component."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from touyan.core.difference import Change, changes
from touyan.core.difference import Part as Run
from touyan.core.difference.rows import RowChange
from touyan.core.scheme import label
from touyan.core.scheme.shape.forms import Field
from touyan.stages.application.kinds import Answers, cells_of
from touyan.stages.application.matters import form_of
from touyan.stages.application.models import Application
from touyan.stages.application.reading import Lang, readable


def difference_rows(application: Application, old: Answers, new: Answers, lang: Lang) -> list[dict[str, Any]]:
    """Rows for `components/diff.html`: texts by character, tables by row; [] when nothing changed."""
    form = form_of(application.scheme_version)
    fields = dict(form.fields())
    found = changes(readable(application, old, lang), readable(application, new, lang), form)
    return [row for change in found for row in _rows(change, fields[change.path], lang)]


def _rows(change: Change, field: Field, lang: Lang) -> list[dict[str, Any]]:
    name = label(field.label, lang)
    if not change.rows:
        return [{"label": name, "kind": change.kind, "old": _runs(change.old), "new": _runs(change.new)}]
    names = {cell.name: label(cell.label, lang) for cell in cells_of(field)}
    return [_row(name, row, names, is_list=field.type == "list") for row in change.rows]


def _row(name: str, row: RowChange, names: dict[str, str], *, is_list: bool) -> dict[str, Any]:
    where = _("%(field)s 第 %(n)s 行") % {"field": name, "n": row.new_number or row.old_number}
    old: list[dict[str, str]] = []
    new: list[dict[str, str]] = []
    for cell in row.cells:
        if not cell.is_changed:
            continue
        head = "" if is_list or cell.column not in names else f"{names[cell.column]}："
        for side, runs in ((old, cell.old), (new, cell.new)):
            if runs:
                side += [{"text": ("；" if side else "") + head, "mark": ""}, *_runs(runs)]
    return {"label": where, "kind": row.kind, "old": old, "new": new}


def _runs(runs: tuple[Run, ...]) -> list[dict[str, str]]:
    return [{"text": run.text, "mark": run.mark} for run in runs]
