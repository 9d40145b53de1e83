"""Address of the system administrator's page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.jobs import duties as duties  # noqa: PLC0414 - registers what is to be done
from touyan.foundation.jobs import views
from touyan.foundation.web.menu import add_entry, duty

add_entry(190, _("后台任务"), "/jobs", duty("system_admin"))

urlpatterns = [path("jobs", views.runs, name="jobs.runs")]
