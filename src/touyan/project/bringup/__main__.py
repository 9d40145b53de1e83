"""The entry behind `./run`, `./test` and `./bench`: reads the command line, runs the steps, turns faults into sentences."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Callable

from touyan.project.bringup import commands
from touyan.project.bringup.faults import Fault, from_os_error
from touyan.project.bringup.places import Places, root_of_clone
from touyan.project.bringup.probes import require_python, require_writable
from touyan.project.bringup.steps import Progress

Task = Callable[[Places, Progress, list[str]], int]


def main(arguments: list[str]) -> int:
    """Run one task ("run", "test" or "bench") and answer its exit code; no foreseeable failure shows a trace."""
    os.environ.pop("PYTHONPATH", None)
    places, progress = Places(root_of_clone()), Progress()
    try:
        require_python()
        require_writable(places.work)
        return _task(arguments[0])(places, progress, arguments[1:])
    except KeyboardInterrupt:
        progress.note("已停止。Stopped.")
        return 130
    except Fault as fault:
        return _told(fault, places, progress)
    except OSError as error:
        foreseen = from_os_error(error, "准备", places.root)
        return _told(foreseen or Fault("unknown", what="准备", log=places.log), places, progress)
    except Exception:  # noqa: BLE001 - the last resort: one sentence here, the trace in the log
        return _told(Fault("unknown", what="准备", log=places.log), places, progress)
    finally:
        commands.stop_all()


def _task(name: str) -> Task:
    """Return the task by its name; each is imported alone, because the others' needs are none of its own."""
    module, verb = {"run": ("running", "run"), "test": ("testing", "test"), "bench": ("measuring", "bench")}[
        name
    ]
    task: Task = getattr(importlib.import_module(f"touyan.project.bringup.{module}"), verb)
    return task


def _told(fault: Fault, places: Places, progress: Progress) -> int:
    """Print the sentence, keep the trace in the log, answer the exit code."""
    try:
        with places.log.open("a", encoding="utf-8") as log:
            log.write(traceback.format_exc())
    except OSError:
        pass
    chinese, english = fault.lines()
    progress.note(f"\n{chinese}\n{english}")
    return fault.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
