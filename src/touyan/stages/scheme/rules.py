"""The house machine of a scheme before it is published; afterwards the scheme's own machine rules it."""

from __future__ import annotations

from touyan.core.workflow import Edge, Label, Machine, State
from touyan.foundation.ledger.registry import house_machine
from touyan.foundation.units.rules import SCHEME_OFFICE

DRAFT_MACHINE = house_machine(
    Machine(
        kind="scheme_version",
        initial="draft",
        states={
            "draft": State("draft", Label("待发布", "Draft")),
            "published": State("published", Label("已发布", "Published")),
            "discarded": State("discarded", Label("已作废", "Discarded"), final=True),
        },
        edges=(
            Edge(
                "scheme.replace_source",
                frozenset({"draft"}),
                None,
                ("scheme_office",),
                label=Label("更换文件", "Replace the file"),
            ),
            Edge(
                "scheme.publish",
                frozenset({"draft"}),
                "published",
                ("scheme_office",),
                needs=("source_has_no_errors", "parent_in_force", "bodies_bound"),
                not_by=("scheme.upload",),
                label=Label("发布方案", "Publish the scheme"),
            ),
            Edge(
                "scheme.discard",
                frozenset({"draft"}),
                "discarded",
                ("scheme_office",),
                label=Label("作废", "Discard"),
            ),
        ),
        roles={SCHEME_OFFICE.name: SCHEME_OFFICE},
    )
)
