"""The desk: what each role sees first."""

from touyan.foundation.house import HouseApp


class DeskConfig(HouseApp):
    """No tables of its own."""

    name = "touyan.surfaces.desk"
    label = "desk"
