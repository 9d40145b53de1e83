"""The measures of GB/T 9704-2012 that both renderers share (domain.md 3.24).

Lengths are millimetres unless the name says points. 28 characters of 16 pt are 158 mm and the type area is
156 mm wide, so the standard's own grid sets each character 0.207 pt tighter; both renderers do.
"""

from __future__ import annotations

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, LEFT, RIGHT, BOTTOM = 37.0, 28.0, 26.0, 35.0
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
LINES, CHARACTERS = 22, 28
POINTS_PER_MM = 72 / 25.4

BODY_POINTS = 16.0
TITLE_POINTS = 22.0
SMALL_POINTS = 14.0
TABLE_POINTS = 12.0
DENSE_TABLE_POINTS = 10.5

LINE_PITCH_POINTS = 28.95
"""579 twips, the step Word can hold exactly; 22 of them stay inside 225 mm."""
CHARACTER_POINTS = TEXT_WIDTH * POINTS_PER_MM / CHARACTERS
TRACKING_POINTS = -0.21
TITLE_PITCH_POINTS = 36.0

HEAD_DROP = 35.0
RULE_GAP = 4.0
LETTER_MARK_FROM_PAGE_TOP = 30.0
LETTER_RULE_WIDTH = 170.0
LETTER_FOOT_RULE = 20.0
FOOTER_DASH_DROP = 7.0
IMPRINT_OUTER_RULE, IMPRINT_INNER_RULE = 0.35, 0.25

MARK_POINTS_MOST, MARK_POINTS_LEAST = 52.0, 20.0
RED = "D9001B"


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface of the standard: the name Word is given, its usual stand-in on office PCs, all its names.

    `aliases` are the family names a licensed file may carry; `substitutes` the open fonts for PDF.
    """

    role: str
    name: str
    alternative: str
    aliases: tuple[str, ...]
    substitutes: tuple[str, ...]
    is_bold_substitute: bool = False


FACES: dict[str, Face] = {
    face.role: face
    for face in (
        Face(
            "body",
            "仿宋_GB2312",
            "仿宋",
            ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋"),
            ("Noto Serif SC",),
        ),
        Face(
            "kai", "楷体_GB2312", "楷体", ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体"), ("LXGW WenKai",)
        ),
        Face("hei", "黑体", "微软雅黑", ("SimHei", "黑体"), ("Noto Sans SC",), is_bold_substitute=True),
        Face(
            "title",
            "方正小标宋简体",
            "宋体",
            ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
            ("Noto Serif SC",),
            is_bold_substitute=True,
        ),
        Face("song", "宋体", "SimSun", ("SimSun", "宋体"), ("Noto Serif SC",)),
    )
}


def mark_points(mark: str) -> float:
    """Return the size of the red mark in points: as large as the width allows, between 20 and 52."""
    width = TEXT_WIDTH * POINTS_PER_MM
    fitting = width / max(len(mark), 1) - 0.5
    return round(min(MARK_POINTS_MOST, max(MARK_POINTS_LEAST, fitting)), 1)


def table_points(columns: int) -> float:
    """Return the size of letters in a table: 小四, or 五号 where seven columns or more share the width."""
    return TABLE_POINTS if columns <= 6 else DENSE_TABLE_POINTS


def meant_fonts() -> str:
    """Return the sentence for a file's properties: which fonts the layout means."""
    return "版式按 GB/T 9704—2012；设计字体：" + "、".join(face.name for face in FACES.values())
