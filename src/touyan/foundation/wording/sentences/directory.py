"""Sentences about the directory: changes of units and posts, tables in and out, the first-run wizard."""

SENTENCES: dict[str, tuple[str, str]] = {
    "kind.attachment": ("附件", "Attachment"),
    "kind.decision": ("决定", "Decision"),
    "kind.delegation": ("外出委托", "Delegation"),
    "kind.feedback": ("投诉与建议", "Feedback"),
    "kind.person": ("人员", "Person"),
    "kind.post": ("任职", "Post"),
    "kind.unit": ("单位", "Unit"),
    "unit.name_missing": ("单位全称不能为空。", "The unit's name must not be empty."),
    "unit.county_stays": (
        "主办县（市、区）本身不能撤销，也不能改换上级。",
        "The hosting county itself is neither closed nor moved.",
    ),
    "unit.upper_closed": (
        "“{upper}”已撤销，不能作为上级单位。",
        "“{upper}” is closed and cannot be an upper unit.",
    ),
    "unit.move_day": (
        "调整日期不能晚于今天，也不能早于现有隶属关系的起始日期。",
        "The day must not be later than today nor earlier than the present relation's first day.",
    ),
    "unit.guided_already": ("已经指导“{unit}”，不用重复设定。", "It guides “{unit}” already."),
    "unit.not_guided": ("没有可以解除的指导关系。", "There is no guidance to end."),
    "unit.posts_held": (
        "还有 {count} 项任职没有办理离任，请先办理。",
        "{count} posts have not ended yet; end them first.",
    ),
    "person.unit_unknown": (
        "没有找到所选的单位，或单位已撤销。",
        "The chosen unit was not found or is closed.",
    ),
    "post.person_unknown": (
        "没有找到所选人员，或账号已停用。",
        "The chosen person was not found or is disabled.",
    ),
    "post.days_out_of_order": ("任职截止日期早于起始日期。", "The post ends before it begins."),
    "post.house_post_of_county": (
        "三员和安全员只能任在主办县（市、区）。",
        "The three administrators and the security persons belong to the county itself.",
    ),
    "post.auditor_dated": (
        "审计管理员任职不填截止日期，须在接任者到任后办理离任。",
        "An audit administrator's post has no last day; end it once a successor is in office.",
    ),
    "post.last_auditor": (
        "这是唯一的审计管理员，须先有另一名审计管理员在任。",
        "This is the only audit administrator; another must be in office first.",
    ),
    "post.own_confirm": (
        "不能确认本人的任职，须由另一人办理。",
        "Nobody confirms a post of their own; another person must.",
    ),
    "post.end_ahead": (
        "离任日期不能晚于今天，请到当天再办理。",
        "The last day must not be later than today; end the post on that day.",
    ),
    "delegation.no_colleague": (
        "只能委托给本单位在用账号的同事，请重新选择。",
        "Only an active colleague of the same unit can stand in; choose again.",
    ),
    "delegation.reason_missing": ("请写明委托事由。", "Say why the post is lent."),
    "delegation.house_post": (
        "系统、安全、审计三员和安全员的职责不能委托。",
        "The duties of administrators and security persons are not lent.",
    ),
    "exchange.unit_unknown": (
        "没有找到单位“{unit}”，请写全称、简称或代码。",
        "Unit “{unit}” was not found; write its full name, short name or code.",
    ),
    "exchange.unit_ambiguous": (
        "有 {count} 个单位叫“{unit}”，请写成“上级/单位”。",
        "{count} units are called “{unit}”; write “upper/unit”.",
    ),
    "exchange.id_unknown": (
        "系统编号不在名录内；新增的行请把系统编号留空。",
        "The system id is not known; leave it empty for a new row.",
    ),
    "exchange.repeated": ("与第 {row} 行重复，请删去一行。", "The same as row {row}; remove one of them."),
    "exchange.kind_fixed": (
        "“{unit}”的类别不能用表格改，请撤销后另建单位。",
        "The kind of “{unit}” cannot be changed by table; close it and open another unit.",
    ),
    "exchange.login_fixed": (
        "登录名不能改，请改回原来的登录名。",
        "The login name cannot be changed; put the former one back.",
    ),
    "exchange.login_shape": (
        "登录名“{login}”不合要求：3 至 40 位字母、数字、点、横线，以字母或数字开头。",
        "Login name “{login}” does not fit: 3 to 40 letters, digits, dots, hyphens, beginning with a letter or digit.",
    ),
    "exchange.person_unknown": (
        "没有登录名为“{login}”的人员，请先导入人员表。",
        "Nobody has the login name “{login}”; import the table of people first.",
    ),
    "exchange.name_differs": (
        "登录名“{login}”对应的姓名与表中不同，请核对。",
        "The name behind login “{login}” differs from the table; check it.",
    ),
    "exchange.post_fixed": (
        "已登记的任职只能用表格办理离任（截止日期不晚于今天），其他改动请先离任再登记。",
        "A recorded post can only be ended by table (last day not later than today); end it and record another for other changes.",
    ),
    "exchange.upper_refused": (
        "上级单位所在的行没有写入，这一行也不能写入。",
        "The row of the upper unit was not written, so this one cannot be.",
    ),
    "setup.names_repeated": (
        "三员和两名安全员须是五个不同的人，姓名有重复。",
        "The three administrators and two security persons must be five different people.",
    ),
    "setup.logins_repeated": ("五个登录名不能重复。", "The five login names must differ."),
    "setup.scheme_unknown": ("没有找到所选的方案文件。", "The chosen scheme file was not found."),
    "setup.done": (
        "已经建立过县（市、区），不能再次建立。",
        "A county stands already; it is founded only once.",
    ),
}
