"""The scheme stage."""

from touyan.foundation.house import HouseApp


class SchemeConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.scheme"
    label = "scheme"
