"""The `touyan` command beyond the calculator: each sub-command is one short function."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

Run = Callable[[argparse.Namespace], int]


def _migrate(args: argparse.Namespace) -> int:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by main first

    call_command("migrate", verbosity=0 if args.quiet else 1, interactive=False)
    return 0


def _make_migrations(args: argparse.Namespace) -> int:
    from django.core.management import call_command  # noqa: PLC0415

    call_command("makemigrations", *args.apps, check_changes=args.check, dry_run=args.check)
    return 0


def _check(args: argparse.Namespace) -> int:  # noqa: ARG001 - one shape for all
    from django.core.management import call_command  # noqa: PLC0415

    call_command("check", deploy=False, fail_level="WARNING")
    return 0


def _demo_load(args: argparse.Namespace) -> int:
    from touyan.project.demonstration.load import load, load_for_measuring  # noqa: PLC0415

    if not args.size:
        load(day=args.day)
        return 0
    try:
        told = load_for_measuring(args.size)
    except ValueError as no:
        sys.stderr.write(f"{no}\n")
        return 2
    sys.stdout.write(
        "量测数据，任何人都没有做过这些事：" + "、".join(f"{n} {word}" for word, n in told.items()) + "\n"
    )
    return 0


def _demo_accounts(args: argparse.Namespace) -> int:  # noqa: ARG001
    from touyan.foundation.people.demonstration import PRINCIPALS  # noqa: PLC0415

    sys.stdout.write("演示账号，在登录页点一下即可进入（one click each on the sign-in page）：\n")
    for login, label in PRINCIPALS.items():
        sys.stdout.write(f"  {login:22} {label.zh}\n")
    return 0


def _setup_token(args: argparse.Namespace) -> int:  # noqa: ARG001
    from touyan.foundation.people.wizard import setup_token  # noqa: PLC0415
    from touyan.foundation.units.models import Tenant  # noqa: PLC0415

    if not Tenant.objects.exists():
        sys.stdout.write(f"还没有建县：打开上面的地址开始；从别的电脑打开时要填口令 {setup_token()}\n")
    return 0


def _verify(args: argparse.Namespace) -> int:
    from touyan.foundation.ledger.verify import report  # noqa: PLC0415

    return report(sys.stdout, against=args.against)


def _checkpoint(args: argparse.Namespace) -> int:  # noqa: ARG001
    from touyan.foundation.ledger.checkpoints import write_checkpoint  # noqa: PLC0415

    sys.stdout.write(write_checkpoint() + "\n")
    return 0


def _scheme_check(args: argparse.Namespace) -> int:
    from touyan.project.scheme_command import check_file  # noqa: PLC0415

    return check_file(args.file, sys.stdout)


def _scheme_explain(args: argparse.Namespace) -> int:
    from touyan.project.scheme_command import explain_file  # noqa: PLC0415

    return explain_file(args.file, sys.stdout, args.lang)


def _scheme_burden(args: argparse.Namespace) -> int:
    from touyan.project.scheme_command import burden_file  # noqa: PLC0415

    return burden_file(args.file, sys.stdout, args.lang)


def _scheme_diff(args: argparse.Namespace) -> int:
    from touyan.project.scheme_command import compare_files  # noqa: PLC0415

    return compare_files(args.old, args.new, sys.stdout)


def _messages(args: argparse.Namespace) -> int:
    from touyan.project import messages  # noqa: PLC0415

    if args.what == "compile":
        messages.compile_catalogue()
        return 0
    if args.what == "update":
        texts, without = messages.update()
        sys.stdout.write(f"{texts} 条文字，{without} 条还没有英文\n")
        return 0
    lacking = messages.missing()
    sys.stdout.write("".join(f"{text}\n" for text in lacking))
    return 1 if lacking else 0


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="touyan", description="头雁")
    commands = top.add_subparsers(dest="command", required=True)

    def add(name: str, run: Run, words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(run=run)
        return sub

    add("migrate", _migrate, "建立或更新数据表").add_argument("--quiet", action="store_true")
    made = add("makemigrations", _make_migrations, "为改动的数据表生成迁移(开发用)")
    made.add_argument("apps", nargs="*")
    made.add_argument("--check", action="store_true")
    add("setup-token", _setup_token, "还没有建县时，显示从别的电脑建县要用的口令")
    add("check", _check, "启动前检查")
    add("verify", _verify, "逐条核验操作记录与现状").add_argument(
        "--against", default="", help="保存在外的检查点文件"
    )
    add("checkpoint", _checkpoint, "写一个签名检查点")
    demo = commands.add_parser("demo", help="演示数据").add_subparsers(dest="what", required=True)
    loading = demo.add_parser("load", help="装入演示数据")
    loading.add_argument("--day", default="", help="演示停在哪一天，例如 2026-06-08")
    loading.add_argument(
        "--size",
        choices=("ten", "county"),
        default="",
        help="只供量测：ten 为 10 个项目，county 为 1,500 个单位、20,000 人、1,000 个项目各 20 项任务",
    )
    loading.set_defaults(run=_demo_load)
    demo.add_parser("accounts", help="列出演示账号").set_defaults(run=_demo_accounts)
    said = add("messages", _messages, "英文目录：update 收集，check 查缺，compile 编译")
    said.add_argument("what", choices=("update", "check", "compile"))
    scheme = commands.add_parser("scheme", help="方案").add_subparsers(dest="what", required=True)
    checking = scheme.add_parser("check", help="检查方案文件，一次列出全部问题")
    checking.add_argument("file")
    checking.set_defaults(run=_scheme_check)
    for name, run, words in (
        ("explain", _scheme_explain, "把方案读成一条条规矩"),
        ("burden", _scheme_burden, "核算方案每月要基层和机关花多少分钟"),
    ):
        one = scheme.add_parser(name, help=words)
        one.add_argument("file")
        one.add_argument("--lang", choices=("zh", "en"), default="zh")
        one.set_defaults(run=run)
    comparing = scheme.add_parser("diff", help="比较两个方案文件，逐项列出不同")
    comparing.add_argument("old")
    comparing.add_argument("new")
    comparing.set_defaults(run=_scheme_diff)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns its exit code."""
    args = _parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
    import django  # noqa: PLC0415 - the parser's help works without it

    django.setup()
    run: Run = args.run
    return run(args)
