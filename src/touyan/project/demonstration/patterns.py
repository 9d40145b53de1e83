"""How projects of the demonstration are usually carried out: six tasks and two milestones, in working days.

Each pattern is one way of working (a venue, a team, a rule of residents, …), so that forty-eight different tasks appear in
twenty-eight plans. Durations add up to 150 working days in a chain; the middle milestone releases the second tranche and
the last one the rest, as the scheme's funding stage asks.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One row: stage, task, what is delivered, how it is accepted, working days (0 = milestone), money it releases."""

    stage: str
    task: str
    deliverable: str
    acceptance: str
    days: int
    releases: str = ""


def _way(*tasks: tuple[str, str, str]) -> tuple[Step, ...]:
    """Six (task, deliverable, acceptance) in the usual lengths, with the two checks between and after them."""
    first, second, third, fourth, fifth, sixth = (
        Step(stage, *task, days)
        for (stage, days), task in zip(
            (("准备", 20), ("准备", 15), ("实施", 35), ("实施", 40), ("巩固", 25), ("总结", 15)),
            tasks,
            strict=True,
        )
    )
    midterm = Step("实施", "中期检查", "中期检查报告", "区委组织部现场查看并签字", 0, "midterm")
    accepted = Step("总结", "结项验收", "验收意见书", "对照目标指标逐项核对", 0, "acceptance")
    return (first, second, third, midterm, fourth, fifth, sixth, accepted)


PATTERNS: dict[str, tuple[Step, ...]] = {
    "venue": _way(
        ("阵地现状摸底和需求问卷", "需求清单和平面图", "问卷不少于200份"),
        ("功能布局征求意见", "布局方案定稿", "居民代表会议通过"),
        ("场地改造和水电安装", "改造完成的场地", "施工验收单齐全"),
        ("设备进场和功能区开放", "开放时间表和管理制度", "五项功能全部可用"),
        ("志愿者排班和试运行", "值班表和活动记录", "连续运行不少于20天"),
        ("满意度调查和制度汇编", "调查报告和制度汇编", "样本不少于150份"),
    ),
    "team": _way(
        ("骨干人员摸底建档", "人员名册", "逐人核对无遗漏"),
        ("确定培训课目和师资", "课目表和师资名单", "经党（工）委会议研究"),
        ("第一轮集中培训", "签到表和课后测试成绩", "参训率不低于90%"),
        ("岗位练兵和结对带教", "带教记录", "每对每月不少于2次"),
        ("第二轮实操考核", "考核成绩单", "合格率不低于95%"),
        ("带教办法定型和成果汇编", "带教办法", "形成可照做的文本"),
    ),
    "rule": _way(
        ("议题征集和入户访谈", "议题清单", "访谈不少于60户"),
        ("议事规则起草和公开征求意见", "议事规则征求意见稿", "公开不少于7日"),
        ("首批议题协商", "协商纪要", "每件有结论有责任人"),
        ("协商事项落实", "落实情况对照表", "办结率不低于80%"),
        ("议事规则修订", "修订说明", "居民代表会议表决通过"),
        ("案例整理和经验交流", "案例集", "不少于5个案例"),
    ),
    "care": _way(
        ("重点人群逐户摸排", "一户一档台账", "与社区底册核对一致"),
        ("服务项目和频次确定", "服务清单", "服务对象签字确认"),
        ("结对联系和首轮上门", "上门服务记录", "覆盖率不低于90%"),
        ("常态服务和应急响应", "服务月报", "应急响应不超过2小时"),
        ("服务质量回访", "回访记录", "回访率不低于30%"),
        ("联系服务办法定型", "联系服务办法", "写清谁来做怎么做"),
    ),
    "firms": _way(
        ("企业和党员底数排查", "企业名册和党员名册", "与登记数据比对"),
        ("组建方案研究", "组建方案", "经党（工）委会议研究"),
        ("党组织组建和选举", "成立批复和选举结果", "程序材料齐全"),
        ("党建指导员进企业", "指导记录", "每家每月不少于1次"),
        ("企业诉求收集和办理", "诉求办理台账", "办结率不低于85%"),
        ("管理办法修订", "管理办法", "企业书记座谈通过"),
    ),
    "open": _way(
        ("公开事项梳理", "公开事项清单", "逐项注明依据"),
        ("公开格式和时限确定", "公开表样", "群众看得懂"),
        ("第一批事项公开", "公开照片和网址", "内容与账面一致"),
        ("监督小组逐项核对", "核对记录", "问题逐条答复"),
        ("群众质询和答复", "答复汇总", "答复率100%"),
        ("公开制度修订", "公开制度", "党（工）委会议通过"),
    ),
    "repair": _way(
        ("现场勘查和权属核对", "勘查记录和权属表", "现场照片标明位置"),
        ("施工方案和资金来源确定", "施工方案", "三家以上比选"),
        ("第一段施工", "第一段验收单", "居民代表参加验收"),
        ("第二段施工", "第二段验收单", "居民代表参加验收"),
        ("管护责任移交", "管护协议", "写明责任人和电话"),
        ("居民回访", "回访记录", "回访不少于80户"),
    ),
    "link": _way(
        ("合作各方需求对接", "需求对接表", "各方签字"),
        ("合作章程起草", "合作章程", "各方盖章"),
        ("第一批合作事项实施", "合作事项进度表", "不少于4项启动"),
        ("人员互访和联合活动", "活动记录", "每季度不少于2次"),
        ("合作成效评估", "评估报告", "第三方意见附后"),
        ("长效机制确定", "联席会议制度", "写明召集人和频次"),
    ),
}
