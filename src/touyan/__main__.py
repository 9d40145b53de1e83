"""The `touyan` command: the calculator with the standard library alone, everything else through Django."""

from __future__ import annotations

import sys
from collections.abc import Sequence

NEEDS_MORE = "这里只有计算器可用（touyan compute）：缺少组件“{name}”，请先在项目目录运行 ./run 完成安装。\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these words (those after `touyan`); returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["compute"]:
        from touyan.project.compute.command import main as compute  # noqa: PLC0415 - nothing else is loaded

        return compute(words[1:])
    try:
        from touyan.project.command import main as manage  # noqa: PLC0415 - Django only where it is needed

        return int(manage(words))
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] == "touyan":
            raise
        sys.stderr.write(NEEDS_MORE.format(name=fault.name))
        return 2


if __name__ == "__main__":
    sys.exit(main())
