"""Where a problem comes from and of what kind it is: closed lists, so that ledgers can be counted (domain.md 3.10, 3.23)."""

from __future__ import annotations

from touyan.core.workflow import Label

SOURCES: dict[str, Label] = {
    "inspection": Label("督导检查", "Inspection"),
    "dispatch": Label("调度会", "Dispatch meeting"),
    "leader": Label("领导批示", "A leader's instruction"),
    "residents": Label("群众反映", "Residents"),
}

CATEGORIES: dict[str, Label] = {
    "schedule": Label("进度滞后", "Behind schedule"),
    "quality": Label("质量成效", "Quality and effect"),
    "money": Label("资金使用", "Use of money"),
    "duty": Label("责任落实", "Duties"),
    "other": Label("其他", "Other"),
}
