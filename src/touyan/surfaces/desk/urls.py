"""Addresses of the desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry
from touyan.surfaces.desk import views

add_entry(0, _("工作台"), "/desk", lambda actor: actor.is_signed_in)

urlpatterns = [
    path("", views.home, name="desk.home"),
    path("desk", views.desk, name="desk.desk"),
    path("clock/step", views.step_clock, name="desk.step_clock"),
]
