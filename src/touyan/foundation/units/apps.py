"""The units app."""

from touyan.foundation.house import HouseApp


class UnitsConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.units"
    label = "units"
