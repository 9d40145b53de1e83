"""What the decision, its revisions, its notice and its projects say when something is still wanting."""

SENTENCES: dict[str, tuple[str, str]] = {
    "decision.title_missing": ("请写明决定的名称。", "Give the decision a title."),
    "decision.document_missing": (
        "方案要求决定有文号，请填写会议纪要或决定的文号。",
        "The scheme asks for a document number: give that of the minutes or the decision.",
    ),
    "decision.outcome_missing": (
        "《{title}》还没有结论，请选定后再登记。",
        "“{title}” has no outcome yet; choose one, then record.",
    ),
    "decision.reason_missing": (
        "《{title}》的结论与评分结果不一致，请写明理由。",
        "The outcome of “{title}” differs from the scoring; give the reason.",
    ),
    "decision.items_missing": (
        "《{title}》修改后立项，请逐条写明要改什么。",
        "“{title}” is approved after revision: name each item to revise.",
    ),
    "decision.faults_missing": (
        "《{title}》退回修改，请逐条写明问题和要求。",
        "“{title}” is returned: name each fault and what is demanded.",
    ),
    "decision.not_recorded": (
        "决定登记簿里没有这个项目的这项结论，请先登记会议决定。",
        "The register holds no such outcome for this application; record the decision first.",
    ),
    "decision.other_outcome": (
        "登记的结论与这一步不一致，请按登记的结论办理。",
        "The recorded outcome is another one; follow the register.",
    ),
    "revision.remark_missing": (
        "核对不通过，请写明还差什么。",
        "Say what is still wanting before sending it back.",
    ),
    "project.not_put_forward": (
        "本方案没有安排把这个项目推荐到上级。",
        "The scheme does not put this project forward.",
    ),
    "project.no_upper_call": (
        "现在没有接收推荐的上级申报通知；等上级发布通知后再推荐。",
        "No upper call takes projects now; wait until one is open.",
    ),
    "project.put_forward_already": (
        "这个项目已经推荐到“{title}”，不用再推荐。",
        "This project was already put forward to {title}.",
    ),
    "project.no_leader": (
        "{unit}没有在任书记，项目不能建立。请先办理任职登记。",
        "{unit} has no secretary in office, so the project cannot be opened. Record the post first.",
    ),
    "notice.other_scheme": (
        "这份决定不属于所选方案，请从决定页面拟文。",
        "This decision belongs to another scheme; draft the notice from its own page.",
    ),
    "notice.nothing_listed": (
        "文件里没有列入任何项目，请至少选一个。",
        "The notice lists no project; choose at least one.",
    ),
    "notice.not_decided": (
        "所选项目与决定登记的结论不一致，请重新选择。",
        "A chosen project does not fit the recorded outcome; choose again.",
    ),
    "notice.listed_already": (
        "有 {n} 个项目已列入本决定的另一份文件，不能重复列入。",
        "{n} of the projects already stand in another notice of this decision.",
    ),
    "notice.revision_open": (
        "《{title}》的修改还没有核对通过，不能编号。等核对通过，或把它留到下一份文件。",
        "The revision of “{title}” is not verified, so no number is given. Wait, or leave it to the next notice.",
    ),
    "notice.no_code": (
        "{unit}没有登记机关代字，不能编发文字号。请在单位资料里补上。",
        "{unit} has no issuing code; enter it with the unit first.",
    ),
    "notice.reason_missing": ("请写明作废的理由。", "Give the reason why it is void."),
}
