"""The funding stage."""

from touyan.foundation.house import HouseApp


class FundingConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.stages.funding"
    label = "funding"
