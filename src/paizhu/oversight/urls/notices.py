"""Addresses of notices."""

from django.urls import path

from paizhu.oversight.views import notice_steps, notices

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/own/", notices.notices_own, name="notices_own"),
    path("notices/new/", notices.notice_new, name="notice_new"),
    path("notices/times/", notice_steps.notice_times_page, name="notice_times"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/decide/", notice_steps.notice_decide, name="notice_decide"),
    path("notices/<int:pk>/propose/", notice_steps.notice_propose, name="notice_propose"),
    path("notices/<int:pk>/correct/", notice_steps.notice_correct, name="notice_correct"),
    path("notices/<int:pk>/papers/<int:paper>/", notices.notice_paper, name="notice_paper"),
    path("notices/<int:pk>/<slug:change>/", notice_steps.notice_change, name="notice_change"),
]
