"""The page server: loads the product once and lets its workers be forked from that.

Loading costs a second of processor time; two workers loading side by side cost two and hold the same
code twice in memory. Forked from a loaded process they start at once and share it. Nothing of the
database is touched before the fork. Where Python does not fork, each worker loads for itself as ever.
"""

from __future__ import annotations

import gc
from importlib import import_module


def warm() -> int:
    """Load the application and every view, which the first visitor would wait for; the number of addresses included.

    Nothing that is loaded is ever thrown away: looking for garbage meanwhile would cost a tenth of the time, and
    looking through it afterwards would make each worker copy what they share.
    """
    gc.disable()
    import_module("touyan.project.wsgi")
    addresses = len(import_module("django.urls").get_resolver().url_patterns)
    gc.freeze()
    gc.enable()
    return addresses


if __name__ == "__main__":
    warm()
    import_module("granian.cli").entrypoint()
