"""The assessment stage."""

from touyan.foundation.house import HouseApp


class AssessmentConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.assessment"
    label = "assessment"
