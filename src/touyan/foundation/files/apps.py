"""The files app."""

from touyan.foundation.house import HouseApp


class FilesConfig(HouseApp):
    """See the package's docstring."""

    name = "touyan.foundation.files"
    label = "files"
