"""The plain forms and the two commonest papers of a project as `Paper` values (domain.md 3.1, 3.2, 3.3, 3.16, 3.21).

A stage hands over what it knows as words; these functions give the order, the labels and the room for
handwriting that the offices' own forms have. Empty values stay empty boxes to be filled by pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from touyan.foundation.papers.document import (
    Attachment,
    Block,
    Code,
    Column,
    Field,
    Fields,
    Heading,
    Imprint,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from touyan.foundation.papers.numbering import day_words, span_words

SEAL_AND_DAY = "（盖章）　　　　年　　月　　日"
SIGN_AND_DAY = "（签名）　　　　年　　月　　日"

GOAL_COLUMNS = (
    Column("目标指标", 2.4),
    Column("单位", 0.8, "center"),
    Column("基数", 0.9, "right"),
    Column("目标值", 0.9, "right"),
    Column("完成日期", 1.9, "center"),
    Column("数据来源", 2),
)
TEAM_COLUMNS = (Column("姓名", 1, "center"), Column("职务", 2), Column("分工", 3))
TASK_COLUMNS = (
    Column("阶段", 1, "center"),
    Column("任务", 2.6),
    Column("成果", 2),
    Column("责任人", 1, "center"),
    Column("完成日期", 1.9, "center"),
)
BUDGET_COLUMNS = (
    Column("支出项目", 2.4),
    Column("数量", 0.8, "right"),
    Column("单价（元）", 1.2, "right"),
    Column("金额（元）", 1.3, "right"),
    Column("资金来源", 1.6),
)
REWORK_COLUMNS = (
    Column("序号", 0.8, "center"),
    Column("栏目", 1.2),
    Column("存在问题", 2.6),
    Column("修改要求", 2.6),
    Column("修改情况", 2.2),
)
PROJECT_COLUMNS = (
    Column("序号", 0.9, "center"),
    Column("编号", 1.4, "center"),
    Column("项目名称", 2.4),
    Column("申报单位", 1.8),
    Column("负责人", 1.1, "center"),
    Column("类别", 1.1, "center"),
    Column("经费（元）", 1.6, "right"),
    Column("完成时限", 1.6, "center"),
)

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """What an application form prints. Dates and money arrive as words; rows fit the column tuples above.

    `sections` are (heading, text) in the scheme's own order; `opinions` are the labels of the seal boxes.
    """

    number: str
    year: int
    title: str
    project_class: str
    project_type: str
    size: str
    focus_area: str
    unit: str
    unit_code: str
    leader: str
    contact: str
    phone: str
    period: str
    source: str
    sections: tuple[tuple[str, str], ...] = ()
    goals: Rows = ()
    team: Rows = ()
    tasks: Rows = ()
    budget: Rows = ()
    opinions: tuple[str, ...] = ("单位意见", "乡镇（街道）党（工）委意见", "组织部意见", "领导小组意见")


def application_form(sheet: ApplicationSheet, code: Code | None = None, watermark: str = "") -> Paper:
    """项目申报书 (domain.md 3.1): facts, sections, goals, team, tasks, budget, promise, seal boxes."""
    facts = Fields(
        (
            (Field("编号", sheet.number), Field("年度", str(sheet.year))),
            (Field("项目名称", sheet.title),),
            (Field("项目类别", sheet.project_class), Field("项目类型", sheet.project_type)),
            (Field("项目规模", sheet.size), Field("领域", sheet.focus_area)),
            (Field("申报单位", sheet.unit), Field("单位代码", sheet.unit_code)),
            (Field("领题书记", sheet.leader), Field("起止时间", sheet.period)),
            (Field("联系人", sheet.contact), Field("联系电话", sheet.phone)),
            (Field("问题来源", sheet.source),),
        )
    )
    tables = (
        ("项目目标", GOAL_COLUMNS, sheet.goals),
        ("团队构建", TEAM_COLUMNS, sheet.team),
        ("阶段任务", TASK_COLUMNS, sheet.tasks),
        ("经费预算", BUDGET_COLUMNS, sheet.budget),
    )
    body: list[Block] = [facts]
    for heading, text in sheet.sections:
        body += [Heading(1, heading), Paragraph(text)]
    for heading, columns, rows in tables:
        if rows:
            body += [Heading(1, heading), Table(columns, rows)]
    promise = Field(
        "真实性承诺",
        "本单位对申报内容的真实性负责，同意按方案规定接受审核和监督。",
        4,
        f"领题书记{SIGN_AND_DAY}",
    )
    seals = tuple((Field(label, "", 5, SEAL_AND_DAY),) for label in sheet.opinions)
    body += [Heading(1, "承诺与意见"), Fields(((promise,), *seals))]
    return Paper(title="书记项目申报书", kind="form", body=tuple(body), code=code, watermark=watermark)


@dataclass(frozen=True, slots=True)
class ReworkDemand:
    """One fault to mend: the field, the problem, the demand, and the applicant's answer when there is one."""

    field: str
    problem: str
    demand: str
    answer: str = ""


def rework_note(
    *,
    project: str,
    unit: str,
    round_number: int,
    demands: Sequence[ReworkDemand],
    due_on: date,
    reviewer: str,
    returned_on: date,
    code: Code | None = None,
    watermark: str = "",
) -> Paper:
    """返工意见书 (domain.md 3.3): every demand with a column for the applicant's answer."""
    facts = Fields(
        (
            (Field("项目名称", project),),
            (Field("申报单位", unit), Field("修改轮次", f"第{round_number}轮")),
            (Field("修改期限", day_words(due_on)), Field("退回日期", day_words(returned_on))),
            (Field("审核人", reviewer), Field("意见条数", f"{len(demands)}条")),
        )
    )
    rows = tuple(
        (str(number), demand.field, demand.problem, demand.demand, demand.answer)
        for number, demand in enumerate(demands, 1)
    )
    closing = Paragraph(f"请于{day_words(due_on)}前逐条修改并重新提交，逾期未提交的按方案规定办理。")
    return Paper(
        title="项目申报退回修改意见书",
        kind="form",
        body=(facts, Table(REWORK_COLUMNS, rows), closing),
        code=code,
        watermark=watermark,
    )


def commitment_letter(
    *,
    project: str,
    goals: Sequence[str],
    due_on: date,
    duties: Sequence[str],
    promiser: str,
    disclosure: str,
    signed_on: date | None = None,
    code: Code | None = None,
    watermark: str = "",
) -> Paper:
    """承诺书 (domain.md 3.21): project, goals, time limit, duties, who promises, how widely it is published."""
    body: tuple[Block, ...] = (
        Paragraph(f"本人作为“{project}”项目负责人，就项目实施郑重承诺如下。"),
        Heading(1, "承诺目标"),
        *(Paragraph(goal) for goal in goals),
        Heading(1, "完成时限"),
        Paragraph(f"{day_words(due_on)}前完成全部目标并申请结项验收。"),
        Heading(1, "承担责任"),
        *(Paragraph(duty) for duty in duties),
        Heading(1, "公开范围"),
        Paragraph(disclosure),
    )
    return Paper(
        title="书记项目承诺书",
        kind="form",
        body=body,
        signature=Signature((f"承诺人：{promiser}",), signed_on, is_sealed=False),
        code=code,
        watermark=watermark,
    )


def publicity_notice(
    *,
    matter: str,
    basis: str,
    columns: tuple[Column, ...],
    rows: Rows,
    start_on: date,
    end_on: date,
    working_days: int,
    phone: str,
    address: str,
    email: str,
    issuer: str,
    issued_on: date,
    code: Code | None = None,
    watermark: str = "",
) -> Paper:
    """公示公告 (domain.md 3.16): a plain notice without document number; the period in working days."""
    how = f"反映情况请使用实名，说明具体事实。联系电话：{phone}；地址：{address}；邮箱：{email}。"
    body: tuple[Block, ...] = (
        Paragraph(f"{basis}现将有关情况予以公示。"),
        Table(columns, rows),
        Paragraph(f"公示期自{span_words(start_on, end_on)}，共{working_days}个工作日。"),
        Paragraph(f"公示期间，对公示内容有异议的，请以书面、电话或邮件形式向{issuer}反映。{how}"),
    )
    return Paper(
        title=f"关于{matter}的公示",
        kind="form",
        body=body,
        signature=Signature((issuer,), issued_on, is_sealed=True),
        code=code,
        watermark=watermark,
    )


def approval_reply(
    *,
    issuer: str,
    number: str,
    recipients: str,
    year: int,
    basis: str,
    approved: Rows,
    self_implemented: Rows,
    demands: Sequence[tuple[str, str]],
    signed_on: date,
    copy_to: str = "",
    office: str = "",
    is_reply: bool = False,
    watermark: str = "",
) -> Paper:
    """立项批复 or 立项通知 (domain.md 3.2): 批复 answers one applicant's request, 通知 goes to many.

    Rows fit `PROJECT_COLUMNS`; projects not approved go into a second attachment, to be carried out by their
    own committees.
    """
    kind = "批复" if is_reply else "通知"
    count = f"共有{len(approved)}个项目予以立项（见附件{'1' if self_implemented else ''}）"
    rest = f"，{len(self_implemented)}个项目由各党（工）委自行组织实施（见附件2）" if self_implemented else ""
    attachments = [Attachment(f"{year}年度书记项目立项清单", (Table(PROJECT_COLUMNS, approved),))]
    if self_implemented:
        attachments.append(
            Attachment("由各党（工）委自行组织实施项目清单", (Table(PROJECT_COLUMNS, self_implemented),))
        )
    return Paper(
        title=f"{issuer}关于{year}年度书记项目立项的{kind}",
        letterhead=Letterhead(f"{issuer}文件", number),
        recipients=recipients,
        body=(
            Paragraph(basis),
            Heading(1, "立项结论"),
            Paragraph(f"{count}{rest}。"),
            Heading(1, "有关要求"),
            *(Heading(2, f"{title.rstrip('。')}。", text) for title, text in demands),
        ),
        attachments=tuple(attachments),
        signature=Signature((issuer,), signed_on, is_sealed=True),
        imprint=Imprint(copy_to, office, signed_on) if copy_to or office else None,
        watermark=watermark,
    )
