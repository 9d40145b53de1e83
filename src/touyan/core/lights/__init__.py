"""Scheduled progress, light rules and the reasons of a light (WH-28; domain.md 2.1 `lights`, 4.4).

A light is never a colour alone: it comes with the figures and the limits that lit it, so that the one it
concerns can recompute and object.
"""

from touyan.core.lights.progress import Progress, scheduled_progress
from touyan.core.lights.rules import (
    CONDITIONS,
    Condition,
    Level,
    LightRule,
    Lit,
    Reason,
    Situation,
    light_for,
)

__all__ = [
    "CONDITIONS",
    "Condition",
    "Level",
    "LightRule",
    "Lit",
    "Progress",
    "Reason",
    "Situation",
    "light_for",
    "scheduled_progress",
]
