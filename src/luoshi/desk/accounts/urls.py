"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.accounts import directory, factor_pages, manage, own, pages, why

__all__ = ["app_name", "urlpatterns"]

app_name = "accounts"
urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign-in"),
    path("sign-out/", pages.sign_out, name="sign-out"),
    path("password/", pages.password, name="password"),
    path("profile/", own.profile, name="profile"),
    path("sessions/", own.own_sessions, name="sessions"),
    path("sessions/end-others/", own.end_others, name="sessions-end-others"),
    path("sessions/<int:pk>/end/", own.end_session, name="session-end"),
    path("second-factor/", factor_pages.second_factor, name="second-factor"),
    path("second-factor/set-up/", factor_pages.second_factor_set_up, name="second-factor-set-up"),
    path("second-factor/off/", factor_pages.second_factor_off, name="second-factor-off"),
    path("second-factor/recovery-codes/", factor_pages.recovery_codes, name="recovery-codes"),
    path("units/", directory.units, name="units"),
    path("units/suggestions/", directory.unit_suggestions, name="unit-suggestions"),
    path("units/<int:pk>/", directory.unit, name="unit"),
    path("units/<int:pk>/add/", manage.unit_step, {"step": "add"}, name="unit-add"),
    path("units/<int:pk>/rename/", manage.unit_step, {"step": "rename"}, name="unit-rename"),
    path("units/<int:pk>/move/", manage.unit_step, {"step": "move"}, name="unit-move"),
    path("units/<int:pk>/deactivate/", manage.unit_step, {"step": "deactivate"}, name="unit-deactivate"),
    path("units/<int:pk>/reactivate/", manage.unit_step, {"step": "reactivate"}, name="unit-reactivate"),
    path("people/", directory.people, name="people"),
    path("people/add/", manage.add_person, name="person-add"),
    path("people/<int:pk>/", directory.person, name="person"),
    path("people/<int:pk>/rename/", manage.person_step, {"step": "rename"}, name="person-rename"),
    path("people/<int:pk>/posts/", manage.person_step, {"step": "post"}, name="person-post"),
    path("people/<int:pk>/posts/<int:post>/end/", manage.end_post, name="post-end"),
    path("people/<int:pk>/password/", manage.person_step, {"step": "password"}, name="person-password"),
    path("people/<int:pk>/factor/", manage.person_step, {"step": "factor"}, name="person-factor"),
    path("people/<int:pk>/deactivate/", manage.person_step, {"step": "deactivate"}, name="person-deactivate"),
    path("people/<int:pk>/reactivate/", manage.person_step, {"step": "reactivate"}, name="person-reactivate"),
    path("why/", why.why, name="why"),
]
