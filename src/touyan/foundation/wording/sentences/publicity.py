"""What releases and objections say when something is still wanting."""

SENTENCES: dict[str, tuple[str, str]] = {
    "release.publicity_running": (
        "公示期到{last}为止，期满次日起才能结束公示。",
        "Publicity runs until {last}; it can be closed from the day after.",
    ),
    "release.objections_open": (
        "还有 {n} 件异议没有答复，答复后才能结束公示。",
        "{n} objections wait for an answer; publicity closes after that.",
    ),
    "release.publicity_first": (
        "方案要求先公示再发布，请先开始公示。",
        "The scheme asks for publicity before publishing; open it first.",
    ),
    "release.reason_missing": ("请写明撤下的理由。", "Give the reason for withdrawing it."),
    "objection.item_unknown": ("请选定对哪个项目有异议。", "Choose the project you object to."),
    "objection.name_missing": (
        "请填写真实姓名，匿名异议不能受理。",
        "Give your real name; anonymous objections cannot be taken up.",
    ),
    "objection.contact_missing": (
        "请留下能联系到您的电话或地址。",
        "Leave a phone number or address where you can be reached.",
    ),
    "objection.text_missing": ("请写明异议的具体事实。", "Describe the facts you object to."),
    "objection.answer_missing": ("请写明答复内容。", "Write the answer."),
    "objection.too_many": (
        "您所在的网络刚才提交的次数较多，请在 {minutes} 分钟后再试，或打电话反映。",
        "Too many objections came from your network just now. Try again in {minutes} minutes, or call the office.",
    ),
    "objection.holds_open": (
        "《{title}》有异议正在核实，这一项暂缓办理，答复后继续。",
        "An objection to “{title}” is being looked into; this item waits until it is answered.",
    ),
    "objection.holds_upheld": (
        "《{title}》的异议成立，这一项不能继续办理。请提请原决定机构处理。",
        "An objection to “{title}” was upheld; this item cannot go on. Bring it back to the deciding body.",
    ),
}
