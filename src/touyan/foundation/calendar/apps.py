"""The calendar app."""

from touyan.foundation.house import HouseApp


class CalendarConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.calendar"
    label = "calendar"
