"""Sentences about needs."""

SENTENCES: dict[str, tuple[str, str]] = {
    "need.reason_missing": (
        "请写明暂不办理的理由，居民能看懂。",
        "Give the reason in words a resident can read.",
    ),
}
