"""What preparing a release says when it may not be laid down, and what the public form of needs answers."""

SENTENCES: dict[str, tuple[str, str]] = {
    "publication.phone_in_text": (
        "“{text}”里有手机号码。公开内容不能有个人信息，请先在原文中删去。",
        "“{text}” holds a mobile number. Nothing personal may be published; remove it at its source first.",
    ),
    "publication.identity_in_text": (
        "“{text}”里有身份证号码。公开内容不能有个人信息，请先在原文中删去。",
        "“{text}” holds an identity number. Nothing personal may be published; remove it at its source first.",
    ),
    "publication.mail_in_text": (
        "“{text}”里有电子邮箱。公开内容不能有个人信息，请先在原文中删去。",
        "“{text}” holds a mail address. Nothing personal may be published; remove it at its source first.",
    ),
    "publication.name_in_text": (
        "“{text}”里出现了姓名“{name}”。公开内容只写单位，不写个人，请先在原文中改掉。",
        "“{text}” names “{name}”. Public texts name units, not people; change it at its source first.",
    ),
    "publication.not_released_by_scheme": (
        "本年度方案没有把这类内容列为向社会公开，请先在方案“公开”一节写明公开哪些栏目。",
        "The scheme does not release this to the public; name its fields in the scheme's publication chapter first.",
    ),
    "publication.not_listed": (
        "《{title}》所在的立项名单还没有公开，名单公示期满并发布后才能公开项目页。",
        "The list with “{title}” is not public yet; the page can follow once the list is published.",
    ),
    "publication.no_results": (
        "选中的项目还没有填过实际值，没有成果可以公开。年终填报实际值以后再准备。",
        "None of the chosen projects has an actual figure yet; prepare the results once actuals are entered.",
    ),
    "publication.no_grades": (
        "选中的项目还没有拟定等次。评分并提出等次以后再准备考核等次名单。",
        "None of the chosen projects has a proposed grade yet; prepare the list once grades are proposed.",
    ),
    "publication.no_awards": (
        "选中的项目没有获奖的。比赛结果确认以后再准备获奖名单。",
        "None of the chosen projects has won an award; prepare the list once the contest is confirmed.",
    ),
    "publication.nothing_chosen": ("请先选中要公开的项目。", "Choose the projects to make public first."),
    "publication.too_many_needs": (
        "您所在的网络刚才提交的次数较多，请在 {minutes} 分钟后再试，或向社区当面反映。",
        "Too many needs came from your network just now. Try again in {minutes} minutes, or tell your community in person.",
    ),
}
