"""Sentences about complaints and suggestions."""

SENTENCES: dict[str, tuple[str, str]] = {
    "feedback.text_missing": (
        "还没有写内容，请写清哪件事、希望怎样办。",
        "Nothing is written yet; say what it is about and what you wish.",
    ),
    "feedback.sort_unknown": ("请从列表中选择类别。", "Choose the sort from the list."),
    "feedback.too_many": (
        "最近一小时收到的意见太多，请过一小时再提，或直接打电话联系组织部。",
        "Too many messages in the last hour; try again in an hour or call the organisation department.",
    ),
    "feedback.nobody_answers": (
        "本县还没有登记负责答复的单位负责人，请联系安全管理员。",
        "No head of an answering office is registered yet; ask the security administrator.",
    ),
    "feedback.answer_missing": (
        "还没有写答复，请说明核实情况和处理结果。",
        "The answer is empty; say what was found and what will be done.",
    ),
    "feedback.raised": (
        "收到一条投诉或建议，请在期限内答复。",
        "A complaint or suggestion came in; answer it in time.",
    ),
    "feedback.answered": ("您提的意见已有答复。", "Your message was answered."),
}
