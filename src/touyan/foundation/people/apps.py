"""The people app."""

from touyan.foundation.house import HouseApp


class PeopleConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.people"
    label = "people"
