"""The task list stage."""

from touyan.foundation.house import HouseApp


class TasklistConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.tasklist"
    label = "tasklist"
