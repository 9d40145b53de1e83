"""Address of the search box."""

from django.urls import path

from touyan.foundation.search import views

urlpatterns = [path("search", views.search, name="search.search")]
