"""The supervision stage."""

from touyan.foundation.house import HouseApp


class SupervisionConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.supervision"
    label = "supervision"
