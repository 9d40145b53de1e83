"""Steps of a child outside its parent's bounds, and wrong openings of a parent: an edit each, and the code it must give."""

OUTSIDE = {
    "a quota above what each secretary may bring": (
        ("min: 1, max: 1}", "min: 1, max: 3}"), "scheme.child_out_of_bounds", "application.quota.max", "max: 3",
    ),
    "a slower rhythm": (
        ("cadence: {every: month, due: {window_last_workdays: 5, of: month}}",
         "cadence: {every: year, due: {window_last_workdays: 5, of: year}}"),
        "scheme.child_slower", "progress.reports.quarterly.cadence.every", "every: year",
    ),
    "points outside their range": (
        ("small_entry: {points: 30}", "small_entry: {points: 40}"),
        "scheme.child_out_of_bounds", "meeting.criteria.small_entry.points", "points: 40",
    ),
    "a field made optional": (
        ("residents: {label", "difficulty: {required: false}\n          residents: {label"),
        "scheme.child_not_allowed", "forms.application.sections.problem.fields.difficulty.required", "difficulty:",
    ),
    "a role held by other posts": (
        ("inspector: {label: {zh: 街道督查人员", "inspector: {posts: [clerk], label: {zh: 街道督查人员"),
        "scheme.child_not_allowed", "roles.inspector.posts", "posts: [clerk]",
    ),
    "a stage of its own": (
        ("  - kind: progress\n", "  - {kind: promotion, role: office, to: upper}\n  - kind: progress\n"),
        "scheme.child_not_allowed", "stages.promotion", "kind: promotion",
    ),
    "two quotas for one": (
        ("min: 1, max: 1}", "min: 1, max: 1}\n      - {per: unit, min: 1, max: 2}"),
        "scheme.child_not_allowed", "application.quota", "- {per: leader",
    ),
    "another year": (("year: 2026\nlabel", "year: 2027\nlabel"), "scheme.child_year", "year", "year: 2027\nlabel"),
    "a place elsewhere": (
        ('place: "530102900000"', 'place: "530103900000"'), "scheme.child_place", "place", 'place: "530103',
    ),
}  # fmt: skip

RULE = "  - {key: meeting.quorum, may: between, low: 3, high: 9}"
WRONG_RULES = {
    "  - {key: meeting.quorom, may: between, low: 3, high: 9}": "scheme.child_key_unknown",
    "  - {key: year, may: set}": "scheme.child_key_fixed",
    "  - {key: meeting.quorum, may: between, low: 6, high: 9}": "scheme.child_bound_excludes",
    "  - {key: meeting.quorum, may: between, low: 9, high: 3}": "scheme.child_bounds_order",
    "  - {key: meeting.quorum, may: between}": "scheme.missing_key",
    "  - {key: meeting.quorum, may: set, low: 3}": "scheme.child_bounds_extra",
    "  - {key: meeting.quorum, may: not_slower}": "scheme.child_not_cadence",
    "  - {key: meeting.body, may: between, low: 3}": "scheme.child_not_number",
    "  - {key: Meeting, may: set}": "scheme.bad_key",
}

CODES = {
    "scheme.parent_unknown",
    "scheme.child_with_children",
    *WRONG_RULES.values(),
    *(code for _, code, *_more in OUTSIDE.values()),
}
