"""Address of the county board."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry
from touyan.surfaces.board import views

add_entry(5, _("看板"), "/board")

urlpatterns = [path("board", views.board, name="board.board")]
