"""Sample values for the gallery: invented matters under real long names, the hard case for every component."""

from __future__ import annotations

from datetime import date
from typing import Any

from touyan.foundation.web import rendering
from touyan.foundation.web.rendering import Html, RowPattern
from touyan.foundation.web.templatetags.touyan import page_language

TODAY = date(2026, 6, 8)
LONG_UNIT = "内蒙古自治区呼和浩特市玉泉区小召前街街道办事处大召社区党总支"

COLOURS = (
    "paper", "sheet", "sunken", "line", "line-strong", "ink", "ink-soft", "link", "accent", "accent-ground",
    "accent-tint", "good", "warn", "calm", "insert", "delete", "mark",
)  # fmt: skip

_ROW = RowPattern(
    '<tr><td class="tick"><input type="checkbox" name="row" value="{id}" aria-label="{title}"></td>'
    '<td class="main-cell"><a href="#{id}">{title}</a><small>{unit}</small></td>'
    "<td>{leader}</td><td>{light:html}</td><td>{bar:html}</td><td>{due:html}</td>"
    '<td class="number">{money:html}</td></tr>'
)
_MATTERS = (
    ("a1", "老旧小区供热管网改造与“一户一策”入户帮办", LONG_UNIT, "斯琴高娃·巴特尔", "red", 41, 66, date(2026, 6, 4), -2, 7_400_000_000),
    ("a2", "村级集体经济“抱团发展”产业园（二期）", "稷山县化峪镇人民政府", "王建国", "yellow", 52, 60, date(2026, 6, 11), 3, 126_000_000),
    ("a3", "“红色物业”进小区，破解停车难、充电难", "阳泉市城区上站街道党工委", "李秀英", "green", 70, 68, date(2026, 7, 15), 27, 38_550_000),
    ("a4", "流动党员“离乡不离党”服务站建设", "分宜县双林镇党委", "欧阳明德", "none", 0, 0, date(2026, 9, 30), 80, 8_505_050),
    ("a5", "网格“微治理”：小院议事厅 <试点>", "昆明市五华区护国街道办事处", "赵敏", "blue", 88, 90, date(2026, 6, 8), 0, 99_900),
)  # fmt: skip


def table_body() -> Html:
    """Return the rows of the sample table, made by the same renderer as every long list."""
    lang = page_language()
    return _ROW.rows(
        (
            id_, title, id_, title, unit, leader, rendering.light(code, lang),
            rendering.bar(done, planned, lang), rendering.due(on, TODAY, left, lang), rendering.money(fen, lang),
        )
        for id_, title, unit, leader, code, done, planned, on, left, fen in _MATTERS
    )  # fmt: skip


def everything() -> dict[str, Any]:
    """Return the whole context of the gallery page."""
    return {
        "today": TODAY,
        "colours": COLOURS,
        "lights": tuple(rendering.LIGHTS),
        "long_unit": LONG_UNIT,
        "table_body": table_body(),
        **_frame(),
        **_forms(),
        **_lists(),
    }


def _frame() -> dict[str, Any]:
    stages = ("工作台", "方案", "申报", "评审", "立项", "计划", "资金", "推进", "督导", "考核", "公开")
    return {
        "nav": [
            {
                "label": label,
                "url": "#",
                "current": label == "推进",
                "count": {"工作台": 3, "申报": 12}.get(label),
            }
            for label in stages
        ],
        "clock": {
            "date_text": rendering.day_text(TODAY, page_language(), year=True),
            "is_demo": True,
            "step_url": "#",
        },
        "breadcrumbs": [
            {"label": "推进", "url": "#"},
            {"label": "2026年度书记项目", "url": "#"},
            {"label": "版式总览", "url": ""},
        ],
        "tenant_name": "呼和浩特市玉泉区",
        "user_name": "斯琴高娃·巴特尔",
        "post_name": "玉泉区委组织部 基层办主任（兼专项办联络员）",
        "post_url": "#",
        "sign_out_url": "#",
        "account_links": [
            {"label": "最近看过", "url": "#", "icon": "history"},
            {"label": "通知", "url": "#", "icon": "bell"},
        ],
        "outline": [
            {"label": "底色与字号", "url": "#tokens", "current": True, "missing": 0, "state": "已填写"},
            {"label": "按钮与状态", "url": "#acts", "missing": 0, "state": "已填写"},
            {"label": "表单", "url": "#forms", "missing": 3},
            {"label": "列表", "url": "#lists", "missing": 0, "state": "已填写"},
            {"label": "项目的一条线", "url": "#thread", "missing": 1},
            {"label": "对照与检查", "url": "#checks", "missing": 0, "state": "未开始"},
        ],
        "facts": [
            {"label": "责任单位", "value": LONG_UNIT, "url": "#"},
            {"label": "第一责任人", "value": "斯琴高娃·巴特尔"},
            {"label": "灯", "value": rendering.light("red", page_language())},
            {"label": "下一节点", "value": rendering.due(date(2026, 6, 11), TODAY, 3, page_language())},
            {"label": "预算", "value": rendering.money(7_400_000_000, page_language())},
            {"label": "已拨", "value": rendering.percent(118, 120)},
        ],
    }


def _forms() -> dict[str, Any]:
    return {
        "faults": [
            {"url": "#budget", "text": "“项目经费”还没有填写（1+5 中的第 3 项）"},
            {"url": "#finish", "text": "完成日期 6月20日 是节假日，请改为 6月22日 周一 或更早的工作日"},
        ],
        "choices": [
            {"value": "improvement", "label": "提升类", "hint": "在原有品牌上再进一步", "selected": True},
            {"value": "innovation", "label": "创新类", "hint": "过去没有做过，有新的突破"},
        ],
        "units": [{"value": "1", "label": LONG_UNIT, "selected": True}, {"value": "2", "label": "护国街道办事处"}],
        "columns": [
            {"name": "task", "label": "任务", "required": True},
            {"name": "owner", "label": "责任人"},
            {"name": "finish", "label": "完成日期"},
        ],
        "rows": [
            {"number": n + 1, "cells": [
                {"name": "task", "label": "任务", "value": task},
                {"name": "owner", "label": "责任人", "value": owner},
                {"name": "finish", "label": "完成日期", "value": on, "kind": "date"},
            ]}
            for n, (task, owner, on) in enumerate(
                (("管网摸底，逐户建档", "王建国", "2026-06-30"), ("招标并公示中标结果", "李秀英", "2026-07-31"))
            )
        ],
        "files": [{"name": "玉泉区供热改造入户登记表（6月修订）.xlsx", "size": "184 KB", "url": "#", "state": "已查毒", "remove_value": "f1"}],
        "reasons": ["还缺“项目经费”（1+5 中的第 3 项）", "责任人尚未确认承诺书"],
        "effects": ["申报单位今天收到通知，有 5 个工作日修改", "本次审核意见记入项目记录，不能删除"],
    }  # fmt: skip


def _lists() -> dict[str, Any]:
    return {
        "table_columns": [
            {"label": "项目", "url": "#"}, {"label": "第一责任人"}, {"label": "灯", "url": "#", "sort": "descending"},
            {"label": "进度"}, {"label": "下一节点", "url": "#"}, {"label": "预算", "number": True},
        ],
        "bulk_acts": [{"label": "发提醒卡", "name": "act", "value": "remind"}, {"label": "导出 Excel", "name": "act", "value": "export", "is_download": True}],
        "filter_fields": [
            {"name": "q", "label": "名称或单位", "value": ""},
            {"name": "light", "label": "灯", "kind": "select", "choices": [{"value": "", "label": "全部"}, {"value": "red", "label": "严重滞后", "selected": True}]},
            {"name": "until", "label": "到期不晚于", "kind": "date", "value": "2026-06-30"},
        ],
        "filter_chips": [{"label": "灯：严重滞后", "remove_url": "#"}, {"label": "到期不晚于 6月30日", "remove_url": "#"}],
        "saved_filters": [{"label": "我牵头的超期事项", "url": "#"}, {"label": "本周要报的项目", "url": "#"}],
        "sums": [{"value": "120", "label": "个在办项目"}, {"value": "7", "label": "个严重滞后", "url": "#"}, {"value": "118/120", "label": "本周已报"}],
        "tabs": [{"label": "经过", "url": "#", "current": True}, {"label": "计划", "url": "#"}, {"label": "资金", "url": "#", "count": 3}, {"label": "材料", "url": "#", "count": 26}],
        "stops": [
            {"label": "需求", "when": "1月12日", "state": "done", "url": "#"}, {"label": "申报", "when": "2月27日", "state": "done", "url": "#"},
            {"label": "评审", "when": "3月18日，第 4 名", "state": "done", "url": "#"}, {"label": "立项", "when": "4月1日", "state": "done", "url": "#"},
            {"label": "推进", "when": "落后序时 25 个百分点", "state": "late", "url": "#"},
            {"label": "验收", "when": "11月30日", "state": "next"}, {"label": "资金结清", "when": "12月25日", "state": "next"},
        ],
        "trail": [
            {"when": "6月8日 周一 09:12", "text": f"{LONG_UNIT} 提交第 22 周周报，完成 41%", "note": "比上周多 3 个百分点", "url": "#"},
            {"when": "6月4日 周四 17:30", "text": "“管网摸底，逐户建档”到期未完成，灯由 ▲ 滞后 变为 ■ 严重滞后"},
            {"when": "5月28日 周四 10:05", "text": "区委组织部发出提醒卡，要求 5 个工作日内说明"},
        ],
        "steps": [{"label": "填写", "state": "done", "url": "#"}, {"label": "核对", "state": "now"}, {"label": "提交", "state": "next"}],
        "findings": [
            {"level": "error", "line": 48, "place": "评审 / 权重", "text": "三层权重合计 105%，应为 100%。请改第 48 行或第 52 行", "url": "#"},
            {"level": "warning", "line": 117, "place": "周报", "text": "每村每月约需 150 分钟，超过 120 分钟的上限"},
            {"level": "note", "line": 203, "place": "公示", "text": "公示期 5 个工作日，遇端午假期，实际到 6月24日"},
        ],
        "diff_rows": [
            {"label": "项目名称", "old": [{"text": "老旧小区供热"}, {"text": "改造", "mark": "removed"}], "new": [{"text": "老旧小区供热"}, {"text": "管网改造与“一户一策”入户帮办", "mark": "added"}]},
            {"label": "项目经费", "old": [], "new": [{"text": "7,400 万元", "mark": "added"}]},
            {"label": "第 3 项任务", "kind": "removed", "old": [{"text": "组织外出考察"}], "new": []},
        ],
    }  # fmt: skip
