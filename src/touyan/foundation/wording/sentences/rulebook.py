"""Sentences about uploading and publishing schemes."""

SENTENCES: dict[str, tuple[str, str]] = {
    "scheme.warning_unanswered": (
        "第{line}行的提醒还没有写明为什么可以这样；请改掉这一处，或写一句理由，理由随方案保存。",
        "The warning at line {line} is not answered: mend the place, or give the reason, which is kept with the scheme.",
    ),
    "scheme.other_id": (
        "这份文件的 id 是“{now}”，与正在修改的方案“{was}”不是同一个。",
        "This file's id is “{now}”; the draft is “{was}”.",
    ),
    "scheme.parent_not_in_force": (
        "上级方案“{id}”（{year}年度）还没有发布，下级方案不能先发布。",
        "The parent scheme {id} of {year} is not published; its child cannot be published first.",
    ),
    "scheme.body_unbound": (
        "还没有指定“{body}”对应本县哪个单位。",
        "No unit stands for the body “{body}” yet.",
    ),
}
