"""Addresses of stored files."""

from django.urls import path

from touyan.foundation.files import views

urlpatterns = [path("files/<uuid:key>", views.download, name="files.download")]
