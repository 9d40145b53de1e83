"""The publicity app."""

from touyan.foundation.house import HouseApp


class PublicityConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.publicity"
    label = "publicity"
