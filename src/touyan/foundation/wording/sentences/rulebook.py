"""Sentences about uploading and publishing schemes."""

SENTENCES: dict[str, tuple[str, str]] = {
    "scheme.other_id": (
        "这份文件的 id 是“{now}”，与正在修改的方案“{was}”不是同一个。",
        "This file's id is “{now}”; the draft is “{was}”.",
    ),
    "scheme.body_unbound": (
        "还没有指定“{body}”对应本县哪个单位。",
        "No unit stands for the body “{body}” yet.",
    ),
}
