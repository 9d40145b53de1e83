"""Addresses of signing in, of one's own account, of the directory and of tables in and out."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.people import (
    audit_duties,  # noqa: F401 - registers what is to be done
    audit_views,
    directory_views,
    duties,
    exchange_views,
    lending_views,
    proving,
    second_views,
    unit_parts,
    views,
    wizard_views,
)
from touyan.foundation.web.menu import add_entry, duty

LOADED = (duties, proving, unit_parts)

add_entry(160, _("人员"), "/people", lambda actor: bool(actor.directory), also=("/exchange", "/slips"))
add_entry(161, _("任职"), "/posts", duty("security_admin", "security_person"))
add_entry(200, _("操作记录"), "/audit", duty("audit_admin"))

urlpatterns = [
    path("audit", audit_views.acts, name="audit.acts"),
    path("verify", audit_views.verify, name="audit.verify"),
    path("sign-in", views.sign_in, name="people.sign_in"),
    path("sign-in/code", second_views.code, name="people.code"),
    path("sign-in/as", views.sign_in_as, name="people.sign_in_as"),
    path("sign-out", views.sign_out, name="people.sign_out"),
    path("account", views.account, name="people.account"),
    path("account/warning", views.hear_warning, name="people.hear_warning"),
    path("account/second", second_views.authenticator, name="people.second"),
    path("account/password", views.password, name="people.password"),
    path("account/delegate", lending_views.delegate, name="people.delegate"),
    path("delegations/<uuid:key>/revoke", lending_views.revoke, name="people.revoke"),
    path("language", views.language, name="people.language"),
    path("look", views.look, name="people.look"),
    path("people", directory_views.people, name="people.list"),
    path("people/<uuid:key>", directory_views.person, name="people.detail"),
    path("people/<uuid:key>/phone", directory_views.phone, name="people.phone"),
    path("people/<uuid:key>/correct", directory_views.correct, name="people.correct"),
    path("people/<uuid:key>/home", directory_views.home, name="people.home"),
    path("people/<uuid:key>/slip", directory_views.slip, name="people.slip"),
    path("people/<uuid:key>/second", second_views.drop, name="people.drop_second"),
    path("people/<uuid:key>/disable", directory_views.disable, name="people.disable"),
    path("people/<uuid:key>/enable", directory_views.enable, name="people.enable"),
    path("units/<uuid:key>/people/add", directory_views.add, name="people.add"),
    path("units/<uuid:key>/appoint", directory_views.appoint, name="units.appoint"),
    path("posts", directory_views.posts, name="posts.list"),
    path("posts/confirm", directory_views.confirm_many, name="posts.confirm_many"),
    path("posts/<uuid:key>", directory_views.post, name="posts.detail"),
    path("posts/<uuid:key>/confirm", directory_views.confirm, name="posts.confirm"),
    path("posts/<uuid:key>/decline", directory_views.decline, name="posts.decline"),
    path("posts/<uuid:key>/end", directory_views.end, name="posts.end"),
    path("exchange/<slug:kind>", exchange_views.start, name="exchange.start"),
    path("exchange/<slug:kind>/template", exchange_views.template, name="exchange.template"),
    path("exchange/<slug:kind>/export", exchange_views.export, name="exchange.export"),
    path("exchange/batch/<uuid:key>", exchange_views.batch, name="exchange.batch"),
    path("exchange/batch/<uuid:key>/write", exchange_views.write, name="exchange.write"),
    path("exchange/batch/<uuid:key>/bad", exchange_views.bad, name="exchange.bad"),
    path("slips/<uuid:key>", exchange_views.hand_over, name="slips.hand_over"),
    path("setup", wizard_views.setup, name="setup.county"),
    path("setup/people", wizard_views.people, name="setup.people"),
    path("setup/scheme", wizard_views.scheme, name="setup.scheme"),
]
