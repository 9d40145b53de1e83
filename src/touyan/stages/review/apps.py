"""The review stage."""

from touyan.foundation.house import HouseApp


class ReviewConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.review"
    label = "review"
