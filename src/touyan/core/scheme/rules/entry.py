"""Checks of the other ways in (items, required, filed, put forward), and of what forms say they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import get_args

from touyan.core.scheme.burden import seconds_of_form
from touyan.core.scheme.decode import Fault, suggestion
from touyan.core.scheme.nodes import Path
from touyan.core.scheme.rules.across import stage_path
from touyan.core.scheme.select import Matter, selects
from touyan.core.scheme.shape.entry import CatalogueItem
from touyan.core.scheme.shape.forms import Field
from touyan.core.scheme.shape.people import EVERYTHING
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.scheme.shape.terms import UnitKind

_TEXTS = frozenset({"text", "long_text", "choice", "opinion"})


def entries_have_applications(scheme: Scheme) -> Iterator[Fault]:
    """Items, required projects and the register are about applications; without the stage nobody could take them up."""
    if scheme.application is not None:
        return
    for key in ("catalogue", "required"):
        if getattr(scheme, key):
            yield Fault("scheme.stage_absent", (key,), {"stage": "application"})
    if scheme.filing is not None:
        yield Fault("scheme.stage_absent", stage_path(scheme, "filing"), {"stage": "application"})
    if scheme.participation is not None:
        yield Fault("scheme.stage_absent", ("participation",), {"stage": "application"})


def items_fill_the_form(scheme: Scheme) -> Iterator[Fault]:
    """What an item fills in is asked by the application form, and a choice is one that can be chosen."""
    if scheme.application is None:
        return
    known = {
        path: field
        for path, field in scheme.forms[scheme.application.form].fields()
        if field.source == "asked" and field.type in _TEXTS
    }
    for item in scheme.catalogue.values():
        root: Path = ("catalogue", item.name)
        for i, answer in enumerate(item.answers):
            if answer.field not in known:
                facts = {"field": answer.field, "form": scheme.application.form}
                near = suggestion(answer.field, known)
                yield Fault("scheme.no_such_field", (*root, "answers", i, "field"), {**facts, **near})
                continue
            options = _options(scheme, known[answer.field])
            if options and answer.text not in options:
                facts = {"value": answer.text, **suggestion(answer.text, options)}
                yield Fault("scheme.not_in_list", (*root, "answers", i, "text"), facts)
        yield from _rows_have_a_place(scheme, item, root)


def _options(scheme: Scheme, field: Field) -> tuple[str, ...]:
    return tuple(scheme.taxonomies[field.choose_from].options) if field.choose_from else tuple(field.options)


def _rows_have_a_place(scheme: Scheme, item: CatalogueItem, root: Path) -> Iterator[Fault]:
    assert scheme.application is not None
    types = {field.type for _, field in scheme.forms[scheme.application.form].fields()}
    for key in ("indicators", "tasks"):
        if getattr(item, key) and key not in types:
            facts = {"field": key, "form": scheme.application.form, "known": "–", "near": ""}
            yield Fault("scheme.no_such_field", (*root, key), facts)


def required_fits_quota(scheme: Scheme) -> Iterator[Fault]:
    """Nobody is required to bring more projects than the quota lets them (FY-12)."""
    stage = scheme.application
    if stage is None:
        return
    wanted = stage.applies_to.unit_kinds or get_args(UnitKind)
    for i, quota in enumerate(stage.quota):
        if quota.applies_to.sizes or quota.applies_to.classes:
            continue
        for kind in wanted:
            matter = Matter(unit_kind=kind)
            asked = [r for r in scheme.required.values() if selects(r.applies_to, matter)]
            if selects(quota.applies_to, matter) and len(asked) > quota.max:
                facts = {"count": len(asked), "max": quota.max}
                yield Fault(
                    "scheme.required_over_quota", (*stage_path(scheme, "application"), "quota", i), facts
                )
                return


def required_items_are_shared(scheme: Scheme) -> Iterator[Fault]:
    """An item only one unit may take cannot be required of several."""
    for required in scheme.required.values():
        item = scheme.catalogue.get(required.item or "")
        if item is not None and item.claims == "one":
            yield Fault(
                "scheme.required_single", ("required", required.name, "item"), {"item": item.label.zh}
            )


def filing_leaves_nobody_out(scheme: Scheme) -> Iterator[Fault]:
    """Where only some are filed, somebody must decide on the others; and what is filed must be heard of again."""
    filing, progress = scheme.filing, scheme.progress
    if filing is None:
        return
    if filing.applies_to != EVERYTHING and scheme.vetting is None and scheme.decision is None:
        yield Fault(
            "scheme.stage_absent", (*stage_path(scheme, "filing"), "applies_to"), {"stage": "vetting"}
        )
    reports = progress.reports.values() if progress else ()
    heard = any(not r.applies_to.outcomes or "filed" in r.applies_to.outcomes for r in reports)
    if progress and not heard:
        yield Fault("scheme.outcome_silent", stage_path(scheme, "filing"), {"outcome": "filed"}, "warning")


def promotion_leads_up(scheme: Scheme) -> Iterator[Fault]:
    """A project is put forward to another scheme, never to its own."""
    stage = scheme.promotion
    if stage is not None and scheme.id in stage.to:
        path = (*stage_path(scheme, "promotion"), "to", stage.to.index(scheme.id))
        yield Fault("scheme.promotes_itself", path, {"id": scheme.id})


def list_days_in_order(scheme: Scheme) -> Iterator[Fault]:
    """Measures cannot end before they begin, and somebody must hear how they go."""
    stage = scheme.task_list
    if stage is None:
        return
    if stage.finish_by < stage.starts_on:
        facts = {"start": stage.starts_on, "end": stage.finish_by}
        yield Fault("scheme.window_order", (*stage_path(scheme, "task_list"), "finish_by"), facts)
    if scheme.progress is None:
        yield Fault("scheme.stage_absent", stage_path(scheme, "task_list"), {"stage": "progress"})


def minutes_are_honest(scheme: Scheme) -> Iterator[Fault]:
    """A form's own estimate is not below what typing it takes by the written table (domain.md 4.8 rule 9)."""
    for form in scheme.forms.values():
        typing = ceil(seconds_of_form(form) / 60)
        if typing > form.minutes:
            facts = {"minutes": form.minutes, "typing": typing}
            yield Fault("scheme.minutes_low", ("forms", form.name, "minutes"), facts, "warning")


RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (
    entries_have_applications,
    items_fill_the_form,
    required_fits_quota,
    required_items_are_shared,
    filing_leaves_nobody_out,
    promotion_leads_up,
    list_days_in_order,
    minutes_are_honest,
)
