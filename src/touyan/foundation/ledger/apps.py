"""The ledger app."""

from touyan.foundation.house import HouseApp


class LedgerConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.ledger"
    label = "ledger"
