"""What higher floors show on a unit's page: posts and people are none of this app's tables, so they are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Part = Callable[[HttpRequest, Any], dict[str, Any]]
_PARTS: dict[str, list[Part]] = {}


def part_of_unit(tab: str) -> Callable[[Part], Part]:
    """Register `(request, unit) -> context` for one tab of the unit's page ("facts" or "record")."""

    def register(part: Part) -> Part:
        _PARTS.setdefault(tab, []).append(part)
        return part

    return register


def parts(tab: str, request: HttpRequest, unit: Any) -> dict[str, Any]:
    """Everything told for a tab, as one context."""
    told: dict[str, Any] = {}
    for part in _PARTS.get(tab, []):
        told |= part(request, unit)
    return told
