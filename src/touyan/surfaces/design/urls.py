"""The gallery's address: it exists in the demonstration only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from touyan.foundation.web.pages import PUBLIC, page
from touyan.surfaces.design import views


@page("design.gallery", audience=PUBLIC)
def gallery(request: HttpRequest) -> HttpResponse:
    """Every token and component on one page; in every other mode this address does not exist."""
    if not settings.IS_DEMONSTRATION:
        raise Http404
    return views.gallery(request)


urlpatterns = [path("design", gallery, name="design.gallery")]
