"""The application stage."""

from touyan.foundation.house import HouseApp


class ApplicationConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.application"
    label = "application"
