"""The search app."""

from touyan.foundation.house import HouseApp


class SearchConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.search"
    label = "search"
