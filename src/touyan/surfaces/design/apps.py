"""The gallery of the look; no tables of its own."""

from touyan.foundation.house import HouseApp


class DesignConfig(HouseApp):
    """No tables of its own."""

    name = "touyan.surfaces.design"
    label = "design"
