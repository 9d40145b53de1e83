"""Sentences about uploading and publishing schemes."""

SENTENCES: dict[str, tuple[str, str]] = {
    "scheme.body_unbound": (
        "还没有指定“{body}”对应本县哪个单位。",
        "No unit stands for the body “{body}” yet.",
    ),
}
