"""The jobs app."""

from touyan.foundation.house import HouseApp


class JobsConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.jobs"
    label = "jobs"
