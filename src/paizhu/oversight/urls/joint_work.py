"""Addresses of authorisations of joint work."""

from django.urls import path

from paizhu.oversight.views import joint_work

urlpatterns = [
    path("joint-work/", joint_work.joint_works, name="joint_works"),
    path("joint-work/new/", joint_work.joint_work_new, name="joint_work_new"),
    path("joint-work/<int:pk>/", joint_work.joint_work, name="joint_work"),
    path("joint-work/<int:pk>/end/", joint_work.joint_work_end, name="joint_work_end"),
]
