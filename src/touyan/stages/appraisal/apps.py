"""The stage that assesses people in posts."""

from touyan.foundation.house import HouseApp


class AppraisalConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.appraisal"
    label = "appraisal"
