"""Addresses of plans and tasks."""

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, with_stage
from touyan.stages.plan import client_views, editor_views, task_views, views
from touyan.stages.plan import duties as duties  # noqa: PLC0414 - loading it tells the desk

add_entry(60, _("计划"), "/plans", with_stage(("plan", "task_list")), also=("/tasks",))


class PaperKind:
    """docx or pdf."""

    regex = "docx|pdf"

    def to_python(self, value: str) -> str:
        """The kind itself."""
        return value

    def to_url(self, value: str) -> str:
        """The kind itself."""
        return value


class PaperSize(PaperKind):
    """A3 or A4."""

    regex = "A3|A4"


register_converter(PaperKind, "paper_kind")
register_converter(PaperSize, "paper_size")

urlpatterns = [
    path("plans", views.plan_register, name="plan.list"),
    path("plans/<uuid:key>", views.plan, name="plan.detail"),
    path("plans/<uuid:key>/edit", editor_views.edit, name="plan.edit"),
    path("plans/<uuid:key>/import", editor_views.take_in, name="plan.import"),
    path("plans/<uuid:key>/tasks.xlsx", editor_views.sheet_file, name="plan.sheet"),
    path("plans/<uuid:key>/schedule", views.schedule, name="plan.schedule"),
    path("plans/<uuid:key>/responsibility", views.responsibility, name="plan.responsibility"),
    path("plans/<uuid:key>/commitment", views.commitment, name="plan.commitment"),
    path("plans/<uuid:key>/commitment.<paper_kind:kind>", views.commitment_file, name="plan.commitment_file"),
    path("plans/<uuid:key>/wall", views.wall, name="plan.wall"),
    path("plans/<uuid:key>/wall-<paper_size:paper>.pdf", views.wall_file, name="plan.wall_file"),
    path("plans/<uuid:key>/stages", client_views.stages, name="plan.stages"),
    path("plans/<uuid:key>/acceptance", client_views.acceptance, name="plan.acceptance"),
    path("plans/<uuid:key>/start", views.start, name="plan.start"),
    path("plans/<uuid:key>/withdraw", views.withdraw, name="plan.withdraw"),
    path("plans/<uuid:key>/finish", views.finish, name="plan.finish"),
    path("plans/<uuid:key>/reopen", views.reopen, name="plan.reopen"),
    path("plans/<uuid:key>/close", views.close, name="plan.close"),
    path("tasks", task_views.tasks, name="task.list"),
    path("tasks/<uuid:key>", task_views.task, name="task.detail"),
    path("tasks/<uuid:key>/progress", task_views.progress, name="task.progress"),
    path("tasks/<uuid:key>/claim", task_views.claim, name="task.claim"),
    path("tasks/<uuid:key>/accept", task_views.accept, name="task.accept"),
    path("tasks/<uuid:key>/send-back", task_views.send_back, name="task.send_back"),
]
