"""Addresses of the access room. Those of signing in, which stand beside it, are in `sign_in`."""

from django.urls import path

from paizhu.access.views import accounts, own

app_name = "access"
urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account_new"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/put-in-force/", accounts.put_in_force, name="put_in_force"),
    path("accounts/<int:pk>/lock/", accounts.lock, name="lock"),
    path("accounts/<int:pk>/unlock/", accounts.unlock, name="unlock"),
    path("accounts/<int:pk>/password/", accounts.reset_password, name="reset_password"),
    path(
        "accounts/<int:pk>/second-factor/",
        accounts.reset_second_factor,
        name="reset_second_factor",
    ),
    path("accounts/<int:pk>/official/", accounts.link_official, name="link_official"),
    path("waiting/", accounts.waiting, name="waiting"),
    path("administrators/", accounts.administrators, name="administrators"),
    path("me/", own.me, name="me"),
    path("me/sessions/end-others/", own.end_other_sessions, name="end_other_sessions"),
    path("me/sessions/<int:pk>/end/", own.end_session, name="end_session"),
]
