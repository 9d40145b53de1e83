"""What vetting and the scoring session say when something is still wanting."""

SENTENCES: dict[str, tuple[str, str]] = {
    "vetting.unjudged": (
        "还有 {n} 项检查没有判断（从“{first}”开始），逐项选“是”或“否”后才能通过。",
        "{n} questions are not judged yet (beginning with “{first}”). Answer each with yes or no, then pass.",
    ),
    "vetting.judged_no": (
        "“{item}”判断为“否”，不能通过。请写明问题退回修改，或改判后再通过。",
        "“{item}” is judged no, so it cannot pass. Return it with the fault, or judge it anew.",
    ),
    "vetting.no_faults": (
        "退回要逐条写明问题。请至少列出一处要改的地方。",
        "A return names its faults one by one. List at least one.",
    ),
    "vetting.fault_incomplete": (
        "第 {number} 条意见没有写全，请补上栏目、存在问题和修改要求。",
        "Fault {number} is incomplete: give its field, the problem and the demand.",
    ),
    "vetting.rounds_used_up": (
        "本级已退回 {used} 次，达到方案规定的 {most} 次，不能再退回。可以通过，或转由单位自行组织实施。",
        "This level has returned it {used} times, the scheme allows {most}. Pass it, or hand it to self-implementation.",
    ),
    "vetting.rounds_left": (
        "还可以退回修改 {left} 次，现在不能转自行组织实施。请先写明问题退回。",
        "{left} more rounds of rework are possible, so it cannot be handed over yet. Return it with its faults first.",
    ),
    "meeting.nothing_waits": (
        "没有等待上会的申报。审核通过后再安排会议。",
        "No application waits for the meeting. Plan it once vetting has passed some.",
    ),
    "meeting.no_sheets": (
        "还没有收到评分表，不能结束评分。",
        "No sheet has been handed in, so scoring cannot be closed.",
    ),
    "meeting.sheets_missing": (
        "已开始评分的成员还差 {n} 张评分表没有提交，交齐后才能结束评分。",
        "Members who have begun still owe {n} sheets. Scoring closes when all are in.",
    ),
    "meeting.quorum_lacking": (
        "《{title}》有效评分表 {valid} 张，方案要求至少 {quorum} 张。请未评分的成员补评，或增补成员。",
        "“{title}” has {valid} valid sheets, the scheme asks for {quorum}. Let absent members score, or add a member.",
    ),
    "meeting.tie_open": (
        "有 {n} 个项目在名次边上同分，只剩 {places} 个名额。须由{body}表决，请登记表决选出的 {places} 个项目。",
        "{n} projects tie at the edge for {places} places. {body} must vote; record the {places} it chose.",
    ),
    "meeting.tie_record_missing": (
        "请写明{body}表决的时间和记录编号。",
        "Say when {body} voted and where the vote is on record.",
    ),
    "contest.no_such_round": ("方案里没有这一轮比赛。", "The scheme has no such round."),
    "contest.other_round": ("这不是本轮比赛的步骤。", "That belongs to another round."),
    "contest.nobody_enters": (
        "“{round}”现在没有可以参赛的项目。立项、或下级比赛确认结果之后再安排。",
        "Nothing can enter “{round}” yet. Plan it once projects are approved, or the rounds below are confirmed.",
    ),
    "contest.nobody_listed": (
        "还没有选定参赛项目，请至少选一个。",
        "No entry is listed yet; choose at least one.",
    ),
    "contest.list_size": (
        "选了 {n} 个，方案规定入围 {size} 个。请增减后再确定。",
        "{n} are chosen, the scheme asks for {size}.",
    ),
    "contest.list_portion": (
        "入围构成第 {number} 类选了 {n} 个，方案规定 {wanted} 个。请调整。",
        "Part {number} of the composition has {n}, the scheme asks for {wanted}.",
    ),
    "contest.feedback_missing": (
        "《{title}》未入围，请写明理由，反馈给申报单位。",
        "“{title}” is not listed: write down why, the applicant is told.",
    ),
    "contest.no_such_layer": ("这一轮没有这个评判层。", "This round has no such layer."),
    "contest.judge_missing": (
        "请填写评委姓名或编号，同一评委用同一个写法。",
        "Give the judge's name or number, always spelt alike.",
    ),
    "contest.sheets_missing": (
        "《{title}》的“{layer}”还缺 {n} 张评分表。补齐后再结束录入。",
        "“{title}” still lacks {n} sheets in “{layer}”.",
    ),
    "contest.quorum_lacking": (
        "《{title}》的“{layer}”有效数 {valid}，方案要求至少 {quorum}。",
        "“{title}” has {valid} valid in “{layer}”, the scheme asks for {quorum}.",
    ),
    "contest.count_missing": (
        "《{title}》的点赞数和有效票数没有填全，请填整数。",
        "The likes or ballots of “{title}” are missing; give whole numbers.",
    ),
    "contest.count_outside": (
        "《{title}》的点赞数不能多于有效票数，有效票数不能多于评审团 {size} 人。请核对。",
        "Of “{title}”: likes are at most the ballots, ballots at most the jury of {size}.",
    ),
    "contest.tie_open": (
        "奖项边上有 {n} 个项目同分，名额不够全给。请经表决逐个确定奖项，不得超额。",
        "{n} projects tie at the edge of an award. Settle by vote who gets which; never more than there are.",
    ),
    "contest.tie_record_missing": (
        "请写明同分表决的时间和记录编号。",
        "Say when the vote on the tie was taken and where it is on record.",
    ),
    "verify.contest_differs": (
        "比赛 {place} 保存的分数与评分表、计票按方案算出的不一致。",
        "Contest {place}: the stored figures differ from what its sheets and counts give.",
    ),
    "verify.contest_result_differs": (
        "比赛 {place} 登记的名次与算出的不一致。",
        "Contest {place}: the recorded ranks differ from the computed ones.",
    ),
    "verify.contest_confirmed_alone": (
        "比赛 {place} 的结果由录入评分的人自己确认。",
        "Contest {place} was confirmed by somebody who entered its marks.",
    ),
    "sheet.not_on_agenda": (
        "这个项目不在本次会议的议程上。",
        "This project is not on the agenda of this meeting.",
    ),
    "sheet.sealed": (
        "这个项目您已经提交评分，提交后不能修改。",
        "You have handed in your sheet for this project; it cannot be changed.",
    ),
    "sheet.must_recuse": (
        "这是{unit}的项目，按规定您应当回避。请勾选“回避”后提交。",
        "This project is from {unit}; you must recuse yourself. Tick the recusal and hand in.",
    ),
    "sheet.no_recusal": (
        "本方案没有设回避，请给出评分。",
        "This scheme knows no recusal; please give your marks.",
    ),
    "sheet.mark_missing": (
        "“{criterion}”还没有打分，请给出 0 至 {points} 分。",
        "“{criterion}” has no mark yet: give 0 to {points}.",
    ),
    "sheet.mark_outside": (
        "“{criterion}”的分数须在 0 至 {points} 分之间。",
        "The mark for “{criterion}” must lie between 0 and {points}.",
    ),
    "sheet.mark_off_step": (
        "“{criterion}”的分数最小单位是 {step} 分，请改成它的整数倍。",
        "Marks for “{criterion}” go in steps of {step}.",
    ),
}
