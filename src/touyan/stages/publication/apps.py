"""The publication stage."""

from touyan.foundation.house import HouseApp


class PublicationConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.publication"
    label = "publication"
