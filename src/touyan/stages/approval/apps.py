"""The approval stage."""

from touyan.foundation.house import HouseApp


class ApprovalConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.approval"
    label = "approval"
