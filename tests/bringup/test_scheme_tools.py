"""`touyan scheme`: a file is checked, read aloud, counted and compared from the command line."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from touyan.project.scheme_command import burden_file, check_file, compare_files, explain_file
from touyan.project.settings import ROOT

FENYI = str(ROOT / "schemes" / "fenyi" / "scheme.yaml")
SHUIBOSI = str(ROOT / "schemes" / "shuibosi" / "scheme.yaml")


def said(run, *args):
    out = StringIO()
    return run(*args, out), out.getvalue()


def test_a_rule_book_is_read_aloud_in_both_languages():
    code, told = said(explain_file, FENYI)
    assert code == 0
    assert "镇、乡必选项目“党建＋村级集体经济”" in told
    out = StringIO()
    assert explain_file(FENYI, out, "en") == 0
    assert "Required of town, township" in out.getvalue()


def test_the_burden_names_what_is_asked_of_whom_and_the_sum():
    code, told = said(burden_file, SHUIBOSI)
    assert code == 0
    assert told.splitlines()[0].split("\t")[:3] == ["项目申报备案表", "党支部经办人", "一年一次"]
    assert told.splitlines()[-1].startswith("每个项目平均每月要申报单位约")


def test_two_files_are_compared_value_by_value(tmp_path):
    assert said(compare_files, FENYI, FENYI) == (0, "共 0 处不同。\n")
    other = tmp_path / "scheme.yaml"
    text = Path(FENYI).read_text(encoding="utf-8").replace("finish_by: 2026-11-30", "finish_by: 2026-11-27")
    other.write_text(text, encoding="utf-8")
    told = "stages.plan.finish_by\t2026-11-30\t→\t2026-11-27\n共 1 处不同。\n"
    assert said(compare_files, FENYI, str(other)) == (1, told)


def test_a_file_that_is_broken_or_missing_is_answered_by_the_check(tmp_path):
    broken = tmp_path / "scheme.yaml"
    broken.write_text("language: 2\n", encoding="utf-8")
    for run in (explain_file, burden_file):
        code, told = said(run, str(broken))
        assert (code, "必改" in told) == (1, True)
    assert said(check_file, str(tmp_path / "nowhere"))[0] == 2
    assert said(compare_files, FENYI, str(tmp_path / "nowhere"))[0] == 2
