"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.accounts import directory, own, pages, why

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
    path("second-factor/", own.second_factor, name="second-factor"),
    path("second-factor/set-up/", own.second_factor_set_up, name="second-factor-set-up"),
    path("units/", directory.units, name="units"),
    path("units/<int:pk>/", directory.unit, name="unit"),
    path("people/", directory.people, name="people"),
    path("people/<int:pk>/", directory.person, name="person"),
    path("people/<int:pk>/posts/", directory.give_post, name="post-give"),
    path("people/<int:pk>/posts/<int:post>/end/", directory.end_post, name="post-end"),
    path("people/<int:pk>/password/", directory.reset_password, name="password-reset"),
    path("why/", why.why, name="why"),
]
