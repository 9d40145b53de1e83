"""Addresses of the register of needs."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.fieldwork.needs import views
from touyan.foundation.web.menu import add_entry

add_entry(10, _("需求"), "/needs")

urlpatterns = [
    path("needs", views.need_register, name="needs.list"),
    path("needs/new", views.new_need, name="needs.new"),
    path("needs/<uuid:key>", views.need, name="needs.detail"),
    path("needs/<uuid:key>/claim", views.claim, name="needs.claim"),
    path("needs/<uuid:key>/decline", views.decline, name="needs.decline"),
]
