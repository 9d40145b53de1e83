"""The needs app."""

from touyan.foundation.house import HouseApp


class NeedsConfig(HouseApp):
    """What residents and units say is missing."""

    name = "touyan.fieldwork.needs"
    label = "needs"
