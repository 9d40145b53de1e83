"""Papers that several tests look at: one of each kind, with real-sounding long names."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from touyan.foundation.papers import (
    Attachment,
    Code,
    Column,
    Heading,
    Imprint,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Roll,
    Signature,
    Table,
)
from touyan.foundation.papers.numbering import document_number
from touyan.project.bringup.fonts import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [
    Path(os.environ.get("TOUYAN_FONTS", "/nowhere")),
    Path(os.environ.get("TOUYAN_DATA", "/nowhere")) / "fonts",
    ROOT / "var" / "fonts",
]
FACES = [name for package in PACKAGES for _inside, name in package.files if name.endswith(".ttf")]
FONTS = next((folder for folder in FOLDERS if all((folder / name).is_file() for name in FACES)), None)
needs_fonts = pytest.mark.skipif(
    FONTS is None, reason="the document fonts could not be fetched (./test and ./run try)"
)

SENTENCE = "为深入贯彻落实关于加强基层党组织建设的部署要求，推动各级党组织书记抓党建促基层治理，现就有关事项批复如下。"

DOCUMENT = Paper(
    title="中共阳泉市城区委员会关于2026年度书记项目立项的批复",
    letterhead=Letterhead("中共阳泉市城区委员会文件", document_number("城发", 2026, 7)),
    recipients="各街道党工委、区直各单位党组（党委）",
    body=(
        Paragraph(SENTENCE),
        Heading(1, "立项结论"),
        Paragraph(SENTENCE * 3),
        Heading(2, "项目清单"),
        Table(
            (Column("序号", 0.6, "center"), Column("项目名称", 3), Column("经费（元）", 1.4, "right")),
            tuple((str(number), "红色驿站暖心服务项目", "20,000.00") for number in range(1, 6)),
        ),
        Heading(1, "有关要求"),
        Heading(2, "压实责任。", "各单位要切实履行主体责任。"),
        Heading(3, "明确任务。"),
        Heading(4, "按月报告。"),
        Items(("报送任务清单；", "报送工作进展。")),
        Paragraph("特此批复。"),
    ),
    attachments=(
        Attachment("2026年度书记项目立项清单", (Paragraph("清单正文甲。"),)),
        Attachment("自行组织实施项目清单", (Paragraph("清单正文乙。"),)),
    ),
    signature=Signature(("中共阳泉市城区委员会",), date(2026, 6, 8), is_sealed=True),
    note="此件公开发布",
    imprint=Imprint("区纪委监委，区人武部", "中共阳泉市城区委员会办公室", date(2026, 6, 9)),
)

LETTER = Paper(
    title="关于商请支持书记项目评审工作的函",
    kind="letter",
    letterhead=Letterhead("中共阳泉市城区委员会组织部", document_number("城组函", 2026, 12)),
    recipients="区委党校",
    body=(Paragraph(SENTENCE), Paragraph("专此函达，请予支持。")),
    signature=Signature(("中共阳泉市城区委员会组织部",), date(2026, 6, 8), is_sealed=False),
    imprint=Imprint("区纪委监委", "不应出现的印发机关", date(2026, 6, 9)),
)

MINUTES = Paper(
    title="书记项目第三次调度会议纪要",
    kind="minutes",
    letterhead=Letterhead("书记项目专项行动调度会议纪要", "〔2026〕3号"),
    body=(Paragraph(SENTENCE),),
    rolls=(Roll("出席", "张某某、李某某"), Roll("列席", "冯某某"), Roll("请假", "陈某某")),
    imprint=Imprint("各成员单位", "领导小组办公室", date(2026, 6, 10)),
    watermark="演示数据",
)

FORM = Paper(
    title="书记项目承诺书",
    kind="form",
    body=(Paragraph(SENTENCE),),
    code=Code("https://example.invalid/v/8f3a9c", "扫码核验"),
)
PAPERS = {"document": DOCUMENT, "letter": LETTER, "minutes": MINUTES, "form": FORM}
