"""The county board: what needs a decision, units and stages."""

from touyan.foundation.house import HouseApp


class BoardConfig(HouseApp):
    """No tables of its own."""

    name = "touyan.surfaces.board"
    label = "board"
