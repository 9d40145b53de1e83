"""The rule book in words: sentences for every explained line, words for closed lists, states and actions.

`rule_book` renders what `touyan.core.scheme.explain` tells; `machine_words` gives compiled machines their
default labels. Longer than usual because it is one table of words. The scheme package is imported where it
is used: the table itself must load with the standard library alone, because the calculator reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from touyan.core.workflow.machine import Label

if TYPE_CHECKING:
    from touyan.core.scheme.explain import Line
    from touyan.core.scheme.shape.scheme import Scheme

Lang = Literal["zh", "en"]

_TERMS: dict[str, dict[str, tuple[str, str]]] = {
    "unit_kind": {
        "county": ("县（市、区）", "county"), "street": ("街道", "street"), "town": ("镇", "town"),
        "township": ("乡", "township"), "village": ("村", "village"), "community": ("社区", "community"),
        "park": ("园区", "park"), "organs_committee": ("机关工委", "organs committee"),
        "bureau": ("部门", "bureau"), "party_committee": ("党委", "Party committee"),
        "branch": ("党支部", "branch"), "firm": ("企业", "firm"), "association": ("社会组织", "association"),
        "body": ("议事机构", "body"),
    },
    "post": {
        "secretary": ("书记", "secretary"), "deputy_secretary": ("副书记", "deputy secretary"),
        "checker": ("审核人", "checker"), "drafter": ("经办人", "drafter"), "vetter": ("审查人", "vetter"),
        "head": ("主要负责人", "head"), "member": ("成员", "member"), "clerk": ("工作人员", "clerk"),
        "inspector": ("督查人员", "inspector"), "finance_officer": ("财务人员", "finance officer"),
        "linked_leader": ("包联领导", "linked leader"), "judge": ("评委", "judge"),
    },
    "role_place": {
        "own": ("本单位", "the unit itself"), "parent": ("直接上级单位", "the unit directly above"),
        "above": ("上级单位", "a unit above"), "below": ("下级单位", "a unit below"),
        "tenant": ("本地任一单位", "any unit"), "assigned": ("项目指定的人", "the person named in the project"),
        "anyone": ("任何登录用户", "whoever is signed in"),
    },
    "outcome": {
        "approved": ("立项", "approved"), "approved_after_revision": ("修改后立项", "approved after revision"),
        "self_implemented": ("自行组织实施", "self-implemented"), "filed": ("备案", "filed"),
        "required": ("必选", "required"), "listed": ("清单任务", "listed"),
    },
    "track": {
        "full": ("按完整项目管理", "run as a full project"), "light": ("简要跟踪，不列入全程管理", "followed lightly"),
        "none": ("到此为止", "ended here"),
    },
    "per": {"leader": ("每名书记", "each secretary"), "unit": ("每个单位", "each unit")},
    "check_at": {"submit": ("提交时由系统检查", "computed on submission"), "vetting": ("审核时逐项判断", "ticked in vetting")},
    "rounding": {
        "half_up": ("四舍五入", "half up"), "half_even": ("四舍六入五成双", "half even"), "down": ("直接舍去", "down"),
    },
    "notice": {"approval_reply": ("批复", "an approval reply"), "notification": ("通知", "a notification")},
    "phase": {
        "planning": ("策划", "planning"), "review": ("评审", "review"), "delivery": ("实施", "delivery"),
        "assessment": ("评估", "assessment"),
    },
    "entrants": {"approved": ("已立项的", "approved"), "waiting": ("等待决定的", "waiting for the decision")},
    "publicity_of": {
        "decision": ("立项决定", "decisions"), "assessment": ("考核结果", "assessment results"), "award": ("奖项", "awards"),
    },
    "direction": {"backward": ("倒排", "backward"), "forward": ("顺排", "forward")},
    "gate": {
        "commitment_signed": ("承诺书已签", "commitment signed"), "tasks_owned": ("每项任务有责任人", "every task has an owner"),
        "plan_feasible": ("工期排得下", "the plan fits"), "linked_leader_named": ("包联领导已定", "linked leader named"),
        "responsible_person_named": ("责任人已定", "responsible person named"), "budget_set": ("经费已定", "budget set"),
        "team_named": ("队伍已定", "team named"), "assessment_set": ("考核办法已定", "assessment set"),
    },
    "every": {
        "week": ("周", "week"), "half_month": ("半月", "half month"), "month": ("月", "month"),
        "quarter": ("季度", "quarter"), "year": ("年", "year"),
    },
    "roll": {
        "next": ("遇休息日顺延", "moved to the next working day"), "previous": ("遇休息日提前", "moved to the previous working day"),
        "none": ("遇休息日不变", "never moved"),
    },
    "light": {
        "red": ("红灯", "red"), "orange": ("橙灯", "orange"), "yellow": ("黄灯", "yellow"), "blue": ("蓝灯", "blue"),
        "green": ("绿灯", "green"),
    },
    "escalation": {
        "remind": ("发提醒", "remind"), "yellow_card": ("发黄牌", "yellow card"), "red_card": ("发红牌", "red card"),
        "supervision_notice": ("发督办单", "supervision notice"), "circular": ("通报", "circular"), "interview": ("建议约谈", "propose an interview"),
    },
    "measure": {
        "judged": ("考核组评判", "judged by people"), "indicator_completion": ("按目标与实际计算完成率", "actual against target"),
        "scheduled_progress": ("按序时进度计算", "against scheduled progress"), "milestones_on_time": ("按节点按期完成率计算", "milestones on time"),
        "reports_on_time": ("按按时报送率计算", "reports on time"), "problems_closed_on_time": ("按问题按期整改率计算", "problems closed on time"),
        "tasks_accepted": ("按任务验收率计算", "tasks accepted"), "resident_satisfaction": ("按满意度调查计算", "satisfaction survey"),
        "spending_rate": ("按经费执行率计算", "spending rate"), "follow_up_done": ("按下一级跟踪完成率计算", "follow-ups done"),
        "document_count": ("按文件数量计算", "number of documents"), "meeting_count": ("按会议数量计算", "number of meetings"),
        "photo_count": ("按照片数量计算", "number of photos"), "report_count": ("按报告数量计算", "number of reports"),
    },
    "feed": {
        "annual_responsibility": ("年度党建目标责任制考核", "annual responsibility assessment"),
        "debriefing": ("党组织书记述职评议考核", "debriefing"), "cadre_file": ("干部工作参考", "cadre file"),
    },
    "consequence": {
        "commend": ("通报表扬", "commend"), "extra_award": ("追加奖励", "extra award"), "honour_preference": ("评优优先", "preference in honours"),
        "promotion_preference": ("提拔任用参考", "note for promotion"), "model_project": ("评为示范项目", "model project"),
        "reminder": ("提醒", "reminder"), "circular": ("通报", "circular"), "interview": ("约谈", "interview"),
        "rectify": ("限期整改", "rectify"), "admonition_talk": ("诫勉谈话", "admonition talk"),
    },
    "release": {
        "approved_list": ("立项项目名单", "list of approved projects"), "self_implemented_list": ("自行组织实施项目名单", "list of self-implemented projects"),
        "commitments": ("目标承诺书", "commitments"), "progress_circular": ("进展通报", "progress circular"),
        "assessment_grades": ("考核等次", "assessment grades"), "contest_awards": ("比赛获奖名单", "contest awards"), "scheme": ("本方案", "this scheme"),
    },
    "rhythm": {
        "week": ("每周", "weekly"), "half_month": ("每半月", "half-monthly"), "month": ("每月", "monthly"),
        "quarter": ("每季度", "quarterly"), "year": ("每年", "yearly"), "once": ("一年一次", "once a year"),
    },
    "audience": {"public": ("向社会公开", "for the public"), "tenant": ("在系统内公开", "inside the house")},
}  # fmt: skip

_LINES: dict[str, tuple[str, str]] = {
    "heading.basis": ("依据和主管", "Basis and owner"),
    "heading.people": ("谁有什么权", "Who may"),
    "heading.windows": ("时间安排", "Dates"),
    "heading.forms": ("表单", "Forms"),
    "heading.lists": ("分类", "Lists"),
    "heading.own_ways": ("本方案自己的流程规定", "Own ways"),
    "heading.checks": ("专项检查", "Named checks"),
    "heading.task_list": ("任务清单", "Task list"),
    "heading.application": ("申报", "Application"),
    "heading.entries": ("必选、目录、备案和推荐", "Required, catalogue, filing, promotion"),
    "heading.vetting": ("审核", "Vetting"),
    "heading.meeting": ("审议评分", "Scoring meeting"),
    "heading.decision": ("决定", "Decision"),
    "heading.contest": ("擂台赛", "Contest"),
    "heading.publicity": ("公示", "Publicity"),
    "heading.plan": ("计划", "Plan"),
    "heading.funding": ("经费", "Funding"),
    "heading.progress": ("推进", "Progress"),
    "heading.supervision": ("督查", "Supervision"),
    "heading.assessment": ("考核", "Assessment"),
    "heading.publication": ("公开", "Publication"),
    "heading.burden": ("减负核算", "Burden"),
    "heading.own_rules": ("下级方案自己定的", "What this child scheme sets itself"),
    "heading.children": ("开放给下级方案的", "What child schemes may set"),
    "child.of": (
        "这是《{label}》（{year}年度）的下级方案，自己定了 {count} 处，其余一律照上级方案。",
        "A child of {label}, {year}: {count} things are its own, everything else is the parent's.",
    ),
    "child.of_named": (
        "这是“{id}”（{year}年度）的下级方案，没有写的一律照上级方案。",
        "A child of {id}, {year}; what it does not say is the parent's.",
    ),
    "child.changed": (
        "“{key}”：上级是“{before}”，这里是“{after}”。",
        "“{key}”: the parent has “{before}”, here it is “{after}”.",
    ),
    "child.quota": ("{per} {min} 至 {max} 个", "{per}: {min} to {max}"),
    "child.added": ("“{key}”：增加“{what}”。", "“{key}”: “{what}” is added."),
    "children.between": ("“{key}”：{low} 到 {high} 之间。", "“{key}”: from {low} to {high}."),
    "children.not_slower": ("“{key}”：可以更勤，不能更疏。", "“{key}”: may be more frequent, never less."),
    "children.add": (
        "“{key}”：可以增加，不能删改已有的。",
        "“{key}”: may add, never change or remove what is there.",
    ),
    "children.set": ("“{key}”：可以自己定。", "“{key}”: free to set."),
    "heading.figures": ("来源数字（只作核对）", "Figures of the source (for reconciling)"),
    "basis": ("《{label}》，区划代码 {place}，{year}年度。", "{label}, region {place}, year {year}."),
    "document": ("依据文件：《{title}》。", "Document: {title}."),
    "owner": ("由{body}主管，日常工作由{office}承担。", "Owned by {body}; daily work by {office}."),
    "supervisor": ("{body}负责督查问效。", "{body} supervises."),
    "any_post": ("任何岗位", "any post"),
    "role.body": ("{label}：{body}的{posts}。", "{label}: {posts} of {body}."),
    "role.place": ("{label}：{of}的{posts}。", "{label}: {posts} of {of}."),
    "window": ("{label}：{start}至{end}。", "{label}: {start} to {end}."),
    "form": (
        "{label}：共 {count} 部分（{sections}），约 {minutes} 分钟填完。",
        "{label}: {count} parts ({sections}), about {minutes} minutes.",
    ),
    "form.must": ("{label}必须填写：{fields}。", "{label} requires: {fields}."),
    "form.known": (
        "{label}由系统带出、不用填写：{fields}。",
        "{label} is filled in by the system: {fields}.",
    ),
    "check": ("{label}共 {count} 项：{items}。{at}。", "{label}, {count} items: {items}; {at}."),
    "for.all": ("全部对象", "all"),
    "for.these": ("{parts}", "{parts}"),
    "for.unit_kinds": ("{values}", "{values}"),
    "for.outcomes": ("{values}的项目", "projects {values}"),
    "for.classes": ("{values}类", "class {values}"),
    "for.sizes": ("{values}", "size {values}"),
    "for.groups": ("{values}", "group {values}"),
    "for.places": ("区划 {values}", "region {values}"),
    "application.whom": ("{whom}可以申报，填写{form}。", "{whom} may apply with {form}."),
    "application.steps": ("单位内部依次由{steps}办理。", "Inside the unit in turn: {steps}."),
    "application.in_person": (
        "{leader}必须本人提交和承诺，不得委托副书记或他人代办。",
        "{leader} hands in and commits in person; no deputy.",
    ),
    "list.one": ("{label}（单选）：{options}。", "{label} (choose one): {options}."),
    "list.several": (
        "{label}（可多选，第一个为主）：{options}。",
        "{label} (choose several, the first is primary): {options}.",
    ),
    "group": ("{label}：{whom}。", "{label}: {whom}."),
    "own.state_called": ("{kind}的“{state}”改称“{label}”。", "{kind}: {state} is called {label}."),
    "own.action_called": ("{kind}的“{action}”改称“{label}”。", "{kind}: {action} is called {label}."),
    "own.state": ("{kind}增加一步“{label}”。", "{kind}: added state {label}."),
    "own.dropped": ("{kind}不设“{action}”。", "{kind}: no {action}."),
    "own.edge": ("{kind}的“{action}”由{roles}办理。", "{kind}: {action} by {roles}."),
    "quoted": ("“{label}”", "“{label}”"),
    "application.quota": ("{per}申报 {min} 至 {max} 个项目。", "{per} brings {min} to {max} projects."),
    "application.quota_for": (
        "{whom}：{per}申报 {min} 至 {max} 个项目。",
        "{whom}: {per} brings {min} to {max} projects.",
    ),
    "application.finish": ("项目完成时间不得晚于{finish}。", "Projects end by {finish}."),
    "application.checks": ("提交前须通过：{checks}。", "Before submission: {checks}."),
    "task_list": (
        "{role}导入任务清单（方面、任务、举措）；每个牵头单位（{whom}）的举措合为一个项目，由{leader}负责，不用申报。",
        "{role} imports the list (aspects, tasks, measures); the measures of each lead unit ({whom}) are one project led by {leader}; nobody applies.",
    ),
    "task_list.days": (
        "举措自{start}起算，各按自己的时限完成，最迟{finish}；长期坚持的到年底检查一次。",
        "Measures begin {start} and end on their own dates, by {finish}; standing ones are looked at at the end of the year.",
    ),
    "required": (
        "{whom}必选项目“{label}”：申报通知发布时自动建立，计入名额，不得撤回。",
        "Required of {whom}: {label}; begun when the call opens, counted in the quota, never withdrawn.",
    ),
    "catalogue": (
        "项目目录共 {count} 项：{items}；从目录开始申报，已有内容自动带入，可以修改。",
        "The catalogue has {count} items: {items}; starting from one fills the application in.",
    ),
    "catalogue.single": ("只能由一个单位认领：{items}。", "To be claimed by one unit only: {items}."),
    "participation": (
        "群众参与{phases}各阶段，由{role}记录做了什么、多少人、哪一天；缺一个阶段不能往下走。",
        "Residents take part in {phases}; {role} records what, how many and when. A missing phase holds the next step.",
    ),
    "basis.years": (
        "项目可以跨年度，日期最晚到 {last} 年底。",
        "Projects may take more than the year: dates up to the end of {last}.",
    ),
    "client_acceptance": (
        "群众是“甲方”：结项前由群众代表验收，至少 {n} 人到场，满意的不低于 {pct}%，由{role}记录；没有通过不能结项。",
        "Residents are the client: before closing at least {n} of them come and {pct}% or more are satisfied, recorded by {role}; without it nothing is closed.",
    ),
    "plan.stage_gate": (
        "计划按阶段推进：一个阶段的任务全部验收后由{closes}关闭阶段，才能报下一阶段的任务完成；任务没有验收完要先走下一步的，由{waives}写明理由豁免。",
        "Stage by stage: {closes} closes a stage once its tasks are accepted, and only then tasks of the next can be claimed done; {waives} may waive this by name, with the reason.",
    ),
    "funding.from_award": ("金额按比赛获得的奖项确定。", "The amount is the bonus of the award won."),
    "contest.entries": ("{entries}{whom}项目", "projects of {whom} that are {entries}"),
    "contest.entries_all": ("{entries}项目", "all projects that are {entries}"),
    "contest.round": (
        "{label}：由各上级单位分别举办，{entries}参加，每场前 {winners} 名进入下一轮；{clerk}录入，{confirmer}确认，不得为同一人。",
        "{label}: held by each unit above for {entries}; the first {winners} of each go on. Entered by {clerk}, confirmed by {confirmer}, another hand.",
    ),
    "contest.final": (
        "{body}举办比赛，{entries}参加；{clerk}录入评分，{confirmer}确认结果，不得为同一人。",
        "{body} holds the contest for {entries}. Marks entered by {clerk}, the result confirmed by {confirmer}, another hand.",
    ),
    "contest.shortlist": (
        "入围 {size} 个；未入围的逐个写明理由。",
        "{size} are shortlisted; the others are told why.",
    ),
    "contest.shortlist_of": (
        "入围 {size} 个，其中{parts}；未入围的逐个写明理由。",
        "{size} are shortlisted: {parts}; the others are told why.",
    ),
    "contest.portion": ("{whom} {n} 个", "{n} of {whom}"),
    "contest.panel": (
        "{label}占 {weight}%，{role}评分，满分 100 分：{criteria}；至少 {quorum} 张有效评分表{trim}。",
        "{label}, {weight} %: marked by {role} out of 100 ({criteria}); at least {quorum} valid sheets{trim}.",
    ),
    "contest.trim": (
        "，满 {min} 人时去掉 {high} 个最高分、{low} 个最低分",
        ", with {min} or more the {high} highest and {low} lowest are dropped",
    ),
    "contest.jury": (
        "{label}占 {weight}%，{role}共 {size} 人（名单固定，不对外开放）点赞，得分＝点赞÷有效票×100，至少 {quorum} 张有效票。",
        "{label}, {weight} %: a closed roll of {size} ({role}) likes or does not; likes ÷ valid ballots × 100, at least {quorum} ballots.",
    ),
    "contest.marks": (
        "打分最小单位 {step} 分，各层和总分保留 {decimals} 位小数，{rounding}。",
        "Marks go in steps of {step}; layers and totals have {decimals} decimals, rounded {rounding}.",
    ),
    "contest.groups": ("分组排名：{groups}。", "Ranked within groups: {groups}."),
    "contest.share": ("{group} {n} 名", "{group} {n}"),
    "contest.split": ("（{shares}）", " ({shares})"),
    "contest.bonus": ("，每个奖励 {yuan} 元", ", {yuan} yuan each"),
    "contest.award": ("{label} {n} 名{split}{bonus}。", "{label}: {n}{split}{bonus}."),
    "filing": ("{whom}实行备案，由{role}登记。", "Filed instead of approved: {whom}; registered by {role}."),
    "filing_days": (
        "{whom}实行备案，由{role}在 {days} 个工作日内登记。",
        "Filed instead of approved: {whom}; registered by {role} within {days} working days.",
    ),
    "promotion": (
        "{whom}可由{role}推荐到上级方案（{to}），申报内容不重填。",
        "{role} may put {whom} forward to an upper scheme ({to}); nothing is typed again.",
    ),
    "vetting.level": (
        "第 {number} 关：{level}，由{role}逐一审核。",
        "Level {number}: {level}, by {role}, one by one.",
    ),
    "vetting.level_days": (
        "第 {number} 关：{level}，由{role}逐一审核，{days} 个工作日内办结。",
        "Level {number}: {level}, by {role}, one by one, within {days} working days.",
    ),
    "vetting.rework": (
        "不符合要求的退回返工，逐条写明意见，每关最多 {rounds} 轮，每轮 {days} 个工作日内改好。",
        "Unfit ones go back with itemised faults, at most {rounds} rounds a level, {days} working days each.",
    ),
    "vetting.then": ("返工轮次用完仍不合格的，转为{outcome}。", "When rounds are used up: {outcome}."),
    "vetting.checks": ("审核时逐项判断：{checks}。", "Checked in vetting: {checks}."),
    "criterion": ("{label} {points} 分", "{label} {points}"),
    "meeting.criteria": (
        "{body}审议评分，{scorer}按满分 {full} 分打分：{criteria}。",
        "{body} scores; {scorer} marks out of {full}: {criteria}.",
    ),
    "meeting.marks": (
        "打分最小单位 {step} 分，每个项目至少 {quorum} 张有效评分表，结果保留 {decimals} 位小数，{rounding}。",
        "Step {step}, at least {quorum} valid sheets, {decimals} decimals, {rounding}.",
    ),
    "meeting.trim": (
        "有效评委不少于 {min} 人时，去掉 {high} 个最高分和 {low} 个最低分。",
        "From {min} judges on, drop {high} highest and {low} lowest.",
    ),
    "cut.top_n": ("按得分从高到低取前 {n} 名。", "The first {n} are in."),
    "cut.score_line": ("得分达到 {score} 分的入选。", "From {score} on is in."),
    "cut.recorded_decision": ("入选名单以会议记录的决定为准。", "As the meeting decides and records."),
    "meeting.tie": ("入选线上同分的，由{body}表决并记录。", "A tie on the cut is voted on by {body}."),
    "meeting.recusal": (
        "涉及本单位的项目回避打分，按其余有效评分计算。",
        "Members recuse themselves for their own unit.",
    ),
    "decision": ("由{body}决定，{clerk}记录。", "{body} decides, {clerk} records."),
    "decision.outcome": ("结果“{label}”：{track}。", "Outcome {label}: {track}."),
    "decision.revision": (
        "修改后立项的，{days} 个工作日内改好，由{verifier}核对。",
        "Revisions within {days} working days, verified by {verifier}.",
    ),
    "decision.notice": (
        "以“{style}”公布，由{signer}签发；修改项未核对完不得编号。",
        "Announced by {style}, signed by {signer}; no number before revisions are verified.",
    ),
    "publicity": (
        "{of}须公示 {days} 个工作日，自发布次一工作日起算。",
        "{of}: {days} working days of publicity from the next working day.",
    ),
    "publicity.objection": (
        "异议由{role}在 {days} 个工作日内答复。",
        "Objections are answered by {role} within {days} working days.",
    ),
    "publicity.objection_named": (
        "异议应当实名，由{role}在 {days} 个工作日内答复；成立的只影响该项。",
        "Objections by real name are answered by {role} within {days} working days.",
    ),
    "plan": ("计划{direction}。", "Planned {direction}."),
    "plan.finish": (
        "从{finish}起按工作日{direction}工期。",
        "Scheduled {direction} over working days, finish {finish}.",
    ),
    "plan.commitment": ("{leader}签订{form}。", "{leader} signs {form}."),
    "plan.commitment_public": ("{leader}签订{form}，向社会公开。", "{leader} signs {form}, made public."),
    "plan.gate": ("启动前须具备：{gates}。", "Before the start: {gates}."),
    "tranche": ("{label} {pct}%", "{label} {pct} %"),
    "funding": ("经费分期拨付：{stages}。", "Paid in stages: {stages}."),
    "funding.bonus": (
        "比赛获得的奖金另行分期：{stages}，尾差归“{rest}”一期。",
        "The bonus of an award won is paid beside it in stages: {stages}; rounding goes to {rest}.",
    ),
    "funding.hands": (
        "由{requester}申请、{approver}审批、{payer}支付，尾差归“{rest}”一期。",
        "Requested by {requester}, approved by {approver}, paid by {payer}; rounding goes to {rest}.",
    ),
    "funding.red": ("有未销号红色督办的，暂缓拨付。", "No payment while a red notice is open."),
    "funding.clawback": (
        "弄虚作假的追回已付款项，限 {days} 个工作日；未付各期取消。",
        "Fraud: paid sums are claimed back within {days} working days, the rest is cancelled.",
    ),
    "clock": (" {time} 前", " by {time}"),
    "due.nth": ("每{every}第 {n} 个工作日{clock}", "working day {n} of each {every}{clock}"),
    "due.last": ("每{every}最后一个工作日{clock}", "the last working day of each {every}{clock}"),
    "due.window": (
        "每{every}最后 {n} 个工作日内{clock}",
        "within the last {n} working days of each {every}{clock}",
    ),
    "due.day": ("每{every}第 {n} 日{clock}，{roll}", "day {n} of each {every}{clock}, {roll}"),
    "report.report": ("{whom}：{role}{due}报“{label}”。", "{whom}: {role} reports {label}, {due}."),
    "report.line": (
        "{whom}：{role}{due}报“{label}”，一句话即可。",
        "{whom}: {role} gives {label}, {due}; one line is enough.",
    ),
    "report.review": ("{whom}：{role}{due}完成“{label}”。", "{whom}: {role} does {label}, {due}."),
    "report.no_change": (
        "“{label}”没有变化的，点“无变化”即可，不用写字。",
        "{label}: one tap when nothing changed.",
    ),
    "light": ("{light}：{tests}。", "{light}: {tests}."),
    "light.gap": ("落后序时进度 {points} 个百分点以上", "more than {points} points behind"),
    "light.due": ("{days} 个工作日内到期", "due within {days} working days"),
    "light.overdue": ("逾期超过 {days} 个工作日", "overdue by more than {days} working days"),
    "light.late": ("已逾期", "overdue"),
    "light.else": ("其余为{light}。", "Otherwise {light}."),
    "evidence.photo_optional": (
        "照片自愿上传，不采集位置；附件最多 {max} 个。",
        "Photos are optional, places never recorded; at most {max} attachments.",
    ),
    "evidence.photo_never": (
        "不收照片，不采集位置；附件最多 {max} 个。",
        "No photos, no places; at most {max} attachments.",
    ),
    "evidence.linked": (
        "进展必须对应计划里的任务，不能用其他工作代替。",
        "Progress names a task of the plan; other work does not count.",
    ),
    "evidence.sample": ("按 {pct}% 抽查佐证。", "{pct} % of evidence is sampled."),
    "follow_up": (
        "{role}每{every}至少 {times} 次跟踪下一级书记项目。",
        "{role} follows the next level's projects {times} time(s) each {every}.",
    ),
    "trigger.before": ("到期前 {days} 个工作日", "{days} working days before the date"),
    "trigger.after": ("逾期 {days} 个工作日", "{days} working days after the date"),
    "trigger.reds": ("一年内 {count} 次红灯", "{count} red lights in a year"),
    "escalation": ("{trigger}，{do}。", "{trigger}: {do}."),
    "problems": (
        "{finder}发现的问题，由{rectifier}在 {days} 个工作日内整改，{verifier}复核后销号，整改人与复核人不得为同一人。",
        "Problems found by {finder} are rectified by {rectifier} within {days} working days and verified by {verifier}, another hand.",
    ),
    "circular": ("{due}印发通报。", "Circular: {due}."),
    "quiet": ("{start}至次日 {end} 及休息日不发提醒。", "No messages from {start} to {end} and on days off."),
    "part": ("{label} {weight}%", "{label} {weight} %"),
    "assessment": ("{whom}年终考核，权重：{parts}。", "{whom} are assessed; weights: {parts}."),
    "assessment.posts": (
        "考核的是干部：{whom}的{posts}；权重：{parts}。",
        "Cadres are assessed: {posts} of {whom}; weights: {parts}.",
    ),
    "assessment.profile": ("{whom}的权重：{parts}。", "Weights for {whom}: {parts}."),
    "assessment.rater": (
        "“{label}”由{role}测评，占 {weight}%，有效票不少于 {quorum} 张；组内不记名。",
        "{label}: rated by {role}, weight {weight} %, at least {quorum} valid sheets, anonymous inside the group.",
    ),
    "assessment.coefficient": (
        "{whom}的{posts}，得分乘以系数 {coefficient}。",
        "The score of {posts} of {whom} is multiplied by {coefficient}.",
    ),
    "assessment.titles": ("{posts}（{titles}）", "{posts} ({titles})"),
    "assessment.any_post": ("各岗位", "every post"),
    "assessment.readers": (
        "结果只有本人、经办人员和{reader}看得到，不公示、不发布、不进检索。",
        "Results are seen by the person, those who handle them and {reader} only; never published or searched.",
    ),
    "assessment.economic": (
        "参照经济指标办法，列目标值、实际值、完成率，单项完成率最高按 {cap}% 计。",
        "Shown like economic indicators: target, actual, completion, capped at {cap} %.",
    ),
    "indicator": ("{label} {points} 分（{measure}）", "{label} {points} ({measure})"),
    "assessment.part": ("{label}部分满分 100 分：{items}。", "{label}, out of 100: {items}."),
    "grade": ("{score} 分及以上为“{label}”{quota}。", "{label} from {score} on{quota}."),
    "grade.quota": ("，不超过同类的 {pct}%", ", at most {pct} % of a class"),
    "assessment.pass": ("{score} 分为合格线。", "{score} is the pass mark."),
    "feed": ("结果纳入{to}{share}。", "The result counts in {to}{share}."),
    "feed.share": ("，占 {pct}%", ", share {pct} %"),
    "consequence": (
        "“{grade}”的，建议{propose}；由有权机关决定。",
        "{grade}: proposed {propose}; the competent body decides.",
    ),
    "publication": ("只有{releaser}能对外发布。", "Only {releaser} may publish."),
    "release": ("{what}{audience}。", "{what}: {audience}."),
    "release.after": ("{what}公示期满后{audience}。", "{what}: {audience}, after publicity."),
    "burden": (
        "每单位每月填报约 {minutes} 分钟，上限 {limit} 分钟。",
        "About {minutes} minutes of reports a month per unit, limit {limit}.",
    ),
    "seen.exactly": ("{label}：{value}。", "{label}: {value}."),
    "seen.at_least": ("{label}：不少于 {value}。", "{label}: at least {value}."),
    "seen.at_most": ("{label}：不多于 {value}。", "{label}: at most {value}."),
}

_KINDS: dict[str, tuple[str, str]] = {
    "scheme_version": ("方案", "Scheme"), "call": ("征集通知", "Call"), "application": ("申报", "Application"),
    "need": ("需求", "Need"), "meeting": ("评审会议", "Meeting"), "contest": ("擂台赛", "Contest"), "notice": ("公文", "Notice"), "release": ("发布", "Release"),
    "objection": ("异议", "Objection"), "project": ("项目", "Project"), "task": ("任务", "Task"), "report": ("进展报告", "Report"),
    "quarterly_review": ("督查", "Review"), "problem": ("问题", "Problem"), "tranche": ("分期拨付", "Instalment"),
    "assessment": ("考核", "Assessment"), "post_assessment": ("干部考核", "Cadre assessment"),
}  # fmt: skip

_STATES: dict[str, dict[str, tuple[str, str]]] = {
    "scheme_version": {"published": ("已发布", "Published"), "retired": ("已停用", "Retired")},
    "call": {"draft": ("起草", "Draft"), "open": ("申报中", "Open"), "closed": ("已截止", "Closed")},
    "application": {
        "draft": ("草稿", "Draft"), "checking": ("单位审核", "Checking"), "signing": ("待书记签发", "Signing"),
        "returned": ("{level}退回修改", "Returned: {level}"), "meeting": ("待审议", "Before the meeting"),
        "revising": ("按要求修改", "Revising"), "revision_answered": ("修改待核对", "Revision answered"),
        "approved": ("已立项", "Approved"), "self_implemented": ("自行组织实施", "Self-implemented"),
        "withdrawn": ("已撤回", "Withdrawn"), "filing": ("待备案", "To be filed"), "filed": ("已备案", "Filed"),
        "not_selected": ("赛选未入选", "Not selected"),
    },
    "need": {"open": ("待认领", "Open"), "claimed": ("已认领", "Claimed"), "linked": ("已转项目", "Linked"), "declined": ("未采纳", "Declined")},
    "meeting": {"planned": ("已安排", "Planned"), "scoring": ("评分中", "Scoring"), "scored": ("评分完成", "Scored"), "decided": ("已决定", "Decided")},
    "contest": {
        "planned": ("待定名单", "List open"), "shortlisted": ("已定名单", "Listed"), "scoring": ("录入评分", "Marks coming in"),
        "scored": ("待确认结果", "To be confirmed"), "awarded": ("已定结果", "Settled"),
    },
    "notice": {"draft": ("拟稿", "Draft"), "numbered": ("已编号", "Numbered"), "issued": ("已印发", "Issued"), "void": ("作废", "Void")},
    "release": {
        "draft": ("待发布", "Draft"), "in_publicity": ("公示中", "In publicity"), "publicised": ("公示期满", "Publicised"),
        "released": ("已发布", "Released"), "withdrawn": ("已撤下", "Withdrawn"),
    },
    "objection": {"open": ("待答复", "Open"), "answered": ("已答复", "Answered")},
    "project": {
        "preparing": ("编制计划", "Preparing"), "committed": ("已承诺", "Committed"), "running": ("实施中", "Running"),
        "closing": ("待验收", "Closing"), "light": ("自行实施跟踪", "Followed lightly"), "closed": ("已结项", "Closed"),
    },
    "task": {"open": ("进行中", "Open"), "claimed": ("待验收", "Claimed done"), "accepted": ("已验收", "Accepted")},
    "report": {"due": ("待报", "Due"), "submitted": ("已报", "Submitted"), "returned": ("退回补充", "Returned"), "accepted": ("已审阅", "Accepted")},
    "quarterly_review": {"open": ("督查中", "Open"), "concluded": ("已有结论", "Concluded")},
    "problem": {"open": ("待整改", "Open"), "rectifying": ("整改中", "Rectifying"), "rectified": ("待复核", "Rectified"), "closed": ("已销号", "Closed")},
    "tranche": {
        "locked": ("条件未到", "Locked"), "due": ("可申请", "Due"), "requested": ("已申请", "Requested"),
        "approved": ("已审批", "Approved"), "paid": ("已拨付", "Paid"), "cancelled": ("已取消", "Cancelled"),
    },
    "assessment": {"open": ("填报实际值", "Open"), "scored": ("已评分", "Scored"), "provisional": ("拟定等次", "Provisional"), "final": ("已定等次", "Final")},
    "post_assessment": {"open": ("待录入测评", "Awaiting sheets"), "scored": ("已计分", "Scored"), "provisional": ("拟定等次", "Provisional"), "final": ("已定等次", "Final")},
}  # fmt: skip

_ACTIONS: dict[str, tuple[str, str]] = {
    "call.create": ("拟征集通知", "Draft a call"), "call.open": ("开放申报", "Open the call"), "call.close": ("截止申报", "Close the call"),
    "call.extend": ("延长申报", "Extend the call"), "scheme.retire": ("停用方案", "Retire the scheme"),
    "call.begin_required": ("建立必选项目", "Begin the required projects"), "application.file": ("登记备案", "File"),
    "application.begin_required": ("建立必选项目", "Begin a required project"), "call.take_promotion": ("接收下级推荐", "Take what is put forward"),
    "task_list.import": ("导入任务清单", "Import the task list"), "task_list.assign": ("分解到牵头单位", "Assign to the lead unit"),
    "project.revise_tasks": ("按清单更新任务", "Revise the tasks"),
    "project.promote": ("推荐到上级", "Put forward"),
    "application.create": ("新建申报", "Start an application"), "application.save": ("保存", "Save"),
    "application.attach": ("上传附件", "Attach a file"), "application.detach": ("删除附件", "Remove a file"),
    "application.attach_scan": ("补传盖章件", "Attach a scan"),
    "application.pass_to_check": ("送审核", "Pass to check"), "application.pass_to_sign": ("送书记签发", "Pass to sign"),
    "application.send_back": ("退回经办人", "Send back"), "application.submit": ("提交申报", "Submit"),
    "application.pass": ("审核通过", "Pass"), "application.return": ("退回修改", "Return for rework"),
    "application.resubmit": ("重新提交", "Resubmit"), "application.hand_to_self_implementation": ("转自行组织实施", "Hand to self-implementation"),
    "application.approve": ("立项", "Approve"), "application.approve_after_revision": ("修改后立项", "Approve after revision"),
    "application.self_implement": ("由单位组织实施", "Leave to own committee"), "application.return_from_meeting": ("会议退回修改", "Return from the meeting"),
    "application.answer_revision": ("答复修改意见", "Answer the revision"), "application.verify_revision": ("核对通过", "Verify the revision"),
    "application.reject_revision": ("核对不通过", "Reject the revision"), "application.withdraw": ("撤回申报", "Withdraw"),
    "need.raise": ("反映需求", "Raise a need"), "need.claim": ("认领", "Claim"), "need.link": ("转为项目", "Link to a project"), "need.decline": ("不予采纳", "Decline"),
    "meeting.create": ("安排会议", "Plan a meeting"), "meeting.open_scoring": ("开始评分", "Open scoring"), "meeting.submit_sheet": ("提交评分表", "Submit the sheet"),
    "meeting.close_scoring": ("结束评分", "Close scoring"), "meeting.record_decision": ("记录决定", "Record the decision"),
    "contest.create": ("安排比赛", "Plan a contest"), "contest.shortlist": ("确定入围名单", "Fix the list"),
    "contest.relist": ("重定名单", "Reopen the list"), "contest.open_scoring": ("开始录入评分", "Open for marks"),
    "contest.enter_sheets": ("录入评分表", "Enter a judge's sheet"), "contest.enter_counts": ("录入计票", "Enter the counts"),
    "contest.close_scoring": ("结束录入并计算", "Close and compute"), "contest.send_back": ("退回核对", "Send back"),
    "contest.confirm": ("确认结果", "Confirm the result"), "application.leave_out": ("赛选未入选", "Not selected"),
    "application.award": ("登记奖项", "Record the award"), "application.record_residents": ("记录群众参与", "Record residents' part"), "project.award": ("登记奖项", "Record the award"),
    "project.stage_money": ("安排分期", "Stage the money"),
    "notice.draft": ("拟文", "Draft a notice"), "notice.reserve_number": ("编发文字号", "Reserve a number"), "notice.issue": ("签发", "Issue"), "notice.void": ("作废", "Void"),
    "release.prepare": ("准备发布", "Prepare a release"), "release.open_publicity": ("开始公示", "Open publicity"), "release.close_publicity": ("结束公示", "Close publicity"),
    "release.publish": ("发布", "Publish"), "release.withdraw": ("撤下", "Withdraw"),
    "objection.raise": ("提出异议", "Raise an objection"), "objection.answer": ("答复异议", "Answer the objection"),
    "project.open": ("建立项目", "Open the project"), "project.follow_lightly": ("转为简要跟踪", "Follow lightly"), "project.save_plan": ("保存计划", "Save the plan"),
    "project.withdraw_commitment": ("撤回承诺", "Withdraw the commitment"),
    "project.schedule": ("排工期", "Schedule"), "project.commit": ("签承诺书", "Commit"), "project.start": ("启动", "Start"),
    "project.close_stage": ("关闭阶段", "Close the stage"), "project.waive_stage": ("豁免", "Waive"),
    "project.record_acceptance": ("记录群众验收", "Record residents' acceptance"),
    "project.finish": ("申请结项", "Ask for closure"), "project.reopen": ("退回继续实施", "Reopen"), "project.close": ("结项", "Close"),
    "task.record_progress": ("填进展", "Record progress"), "task.claim_done": ("报完成", "Claim done"), "task.accept": ("验收", "Accept"), "task.send_back": ("退回", "Send back"),
    "report.open": ("生成报告", "Open a report"), "report.save": ("保存", "Save"), "report.submit": ("报送", "Submit"), "report.submit_no_change": ("本期无变化", "No change"),
    "report.return": ("退回补充", "Return"), "report.accept": ("审阅", "Accept"),
    "review.open": ("开始督查", "Open a review"), "review.conclude": ("下结论", "Conclude"),
    "problem.open": ("登记问题", "Open a problem"), "problem.begin": ("开始整改", "Begin"), "problem.report_rectified": ("报整改完成", "Report rectified"),
    "problem.verify": ("复核销号", "Verify"), "problem.reject_rectification": ("复核不通过", "Reject"),
    "tranche.plan": ("安排分期", "Plan instalments"), "tranche.unlock": ("达到拨付条件", "Unlock"), "tranche.request": ("申请拨付", "Request"),
    "tranche.approve": ("审批拨付", "Approve"), "tranche.pay": ("支付", "Pay"), "tranche.cancel": ("取消拨付", "Cancel"),
    "assessment.open": ("开始考核", "Open"), "assessment.enter_actuals": ("填实际值", "Enter actuals"), "assessment.score": ("评分", "Score"),
    "assessment.propose": ("拟定等次", "Propose a grade"), "assessment.reopen": ("退回重评", "Reopen"), "assessment.confirm": ("确定等次", "Confirm"),
    "post_assessment.begin": ("建立干部考核", "Begin the cadre assessment"), "post_assessment.open": ("建立考核", "Open"),
    "post_assessment.enter_sheets": ("录入测评票", "Enter the sheets"), "post_assessment.score": ("计分", "Score"),
    "post_assessment.propose": ("拟定等次", "Propose a grade"), "post_assessment.reopen": ("退回重录", "Reopen"),
    "post_assessment.settle_grade": ("按比例核定等次", "Settle the grade"), "post_assessment.confirm": ("确定等次", "Confirm"),
    "post_assessment.sign": ("本人签收", "Take note"),
}  # fmt: skip

SENTENCES: dict[str, tuple[str, str]] = {
    **{f"explain.{code}": words for code, words in _LINES.items()},
    **{f"term.{space}.{value}": words for space, values in _TERMS.items() for value, words in values.items()},
    **{f"kind.{kind}": words for kind, words in _KINDS.items()},
    **{f"state.{kind}.{name}": words for kind, states in _STATES.items() for name, words in states.items()},
    **{f"action.{action}": words for action, words in _ACTIONS.items()},
}


def machine_words() -> Mapping[str, Label]:
    """Default labels of every state and action by code, for `compile`; `state.application.returned` keeps `{level}`."""
    return {
        code: Label(*words) for code, words in SENTENCES.items() if code.startswith(("state.", "action."))
    }


def rule_book(scheme: Scheme, lang: Lang = "zh", parent: Scheme | None = None) -> list[tuple[str, list[str]]]:
    """Render the whole scheme as headings with sentences, ready to read or print; of a child, given its parent, what is its own."""
    from touyan.core.scheme.explain import explain  # noqa: PLC0415 - see the module's docstring
    from touyan.core.scheme.plain import plain  # noqa: PLC0415 - see the module's docstring

    expanded = tuple(plain(one) for one in (scheme, parent) if one is not None)
    return [
        (
            _render(chapter.heading, lang),
            [_sentence(_placed(line, lang, expanded), lang) for line in chapter.lines],
        )
        for chapter in explain(scheme, parent)
    ]


def _placed(line: Line, lang: Lang, expanded: tuple[dict[str, object], ...]) -> Line:
    """A line about a place of the file, with the place in words."""
    from touyan.core.scheme.explain import Line  # noqa: PLC0415 - see the module's docstring
    from touyan.foundation.wording.places import place_words  # noqa: PLC0415 - see the module's docstring

    if "place" not in line.facts or not line.code.startswith(("explain.child.", "explain.children.")):
        return line
    return Line(line.code, {**line.facts, "key": place_words(str(line.facts["place"]), lang, *expanded)})


def _sentence(line: object, lang: Lang) -> str:
    said = _render(line, lang)
    return said[:1].upper() + said[1:]


def _render(value: object, lang: Lang) -> str:
    from touyan.core.scheme.explain import Line, Term  # noqa: PLC0415 - see the module's docstring
    from touyan.core.scheme.plain import decimal_text  # noqa: PLC0415 - see the module's docstring

    pick = 0 if lang == "zh" else 1
    match value:
        case Line():
            facts = {name: _render(fact, lang) for name, fact in value.facts.items()}
            return SENTENCES[value.code][pick].format(**facts)
        case Term():
            return SENTENCES[f"term.{value.space}.{value.value}"][pick]
        case Label():
            return value.en if lang == "en" and value.en else value.zh
        case tuple():
            return ("、" if lang == "zh" else ", ").join(_render(item, lang) for item in value)
        case date():
            return f"{value.year}年{value.month}月{value.day}日" if lang == "zh" else value.isoformat()
        case Decimal():
            return decimal_text(value)
        case _:
            return str(value)
