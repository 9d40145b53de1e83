"""The life of one project on one page, and the register of projects."""

from touyan.foundation.house import HouseApp


class ThreadConfig(HouseApp):
    """No tables of its own."""

    name = "touyan.surfaces.thread"
    label = "thread"
