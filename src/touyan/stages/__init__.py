"""The path a matter travels, in order: read by INSTALLED_APPS, the menu, the docs and a test."""

ORDER = (
    "scheme",
    "application",
    "review",
    "approval",
    "plan",
    "tasklist",
    "funding",
    "progress",
    "supervision",
    "assessment",
    "appraisal",
    "publication",
)
