"""Addresses of the thread."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry
from touyan.surfaces.thread import views

add_entry(55, _("项目"), "/projects")

urlpatterns = [
    path("projects", views.projects, name="thread.list"),
    path("projects.xlsx", views.ledger, name="thread.sheet"),
    path("projects/applications", views.matters, name="thread.matters"),
    path("projects/applications/<uuid:key>", views.application, name="thread.application"),
    path("projects/<uuid:key>", views.project, name="thread.project"),
]
