"""The notices app."""

from touyan.foundation.house import HouseApp


class NoticesConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.notices"
    label = "notices"
