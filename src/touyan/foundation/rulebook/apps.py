"""The rulebook app."""

from touyan.foundation.house import HouseApp


class RulebookConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.rulebook"
    label = "rulebook"
