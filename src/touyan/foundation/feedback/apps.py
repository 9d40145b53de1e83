"""The feedback app."""

from touyan.foundation.house import HouseApp


class FeedbackConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.feedback"
    label = "feedback"
