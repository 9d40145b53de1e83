"""The public pages: released things only, no account."""

from touyan.foundation.house import HouseApp


class PortalConfig(HouseApp):
    """No tables of its own."""

    name = "touyan.surfaces.portal"
    label = "portal"
