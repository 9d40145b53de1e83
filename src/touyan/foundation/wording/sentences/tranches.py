"""Sentences of staged money."""

SENTENCES: dict[str, tuple[str, str]] = {
    "stage_unknown": (
        "“{place}”写的阶段“{given}”不在各阶段（{known}）之中，请改正。",
        "The stage {given} at {place} is none of the stages ({known}); correct it.",
    ),
    "pct_not_hundred": (
        "各阶段比例合计为 {sum}%，应当正好是 100%，请调整。",
        "The percents of the stages add up to {sum}, they must be exactly 100; adjust them.",
    ),
    "rest_negative": (
        "其余各阶段四舍五入后已超过总额，留给“{stage}”的余额为负（{fen} 分），请减少阶段或调整比例。",
        "Rounded up, the other stages exceed the amount and leave {fen} fen to {stage}; use fewer stages.",
    ),
}
