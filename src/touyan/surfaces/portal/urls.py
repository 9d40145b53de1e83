"""Addresses of the portal."""

from django.urls import path

from touyan.surfaces.portal import views

urlpatterns = [
    path("public", views.home, name="portal.home"),
    path("public/results", views.results, name="portal.results"),
    path("public/notices", views.notices, name="portal.notices"),
    path("public/search", views.search, name="portal.search"),
    path("public/needs", views.needs, name="portal.needs"),
    path("public/needs/new", views.new_need, name="portal.need_new"),
    path("public/projects/<uuid:key>", views.project, name="portal.project"),
]
