"""The plan stage."""

from touyan.foundation.house import HouseApp


class PlanConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.plan"
    label = "plan"
