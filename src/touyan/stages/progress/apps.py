"""The progress stage."""

from touyan.foundation.house import HouseApp


class ProgressConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.progress"
    label = "progress"
