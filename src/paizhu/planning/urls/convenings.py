"""Addresses of joint activities."""

from django.urls import path

from paizhu.planning.views import convenings

urlpatterns = [
    path("joint/", convenings.convenings, name="convenings"),
    path("joint/new/", convenings.convening_new, name="convening_new"),
    path("joint/conflicts/", convenings.conflicts, name="convening_conflicts"),
    path("joint/<int:pk>/", convenings.convening, name="convening"),
    path("joint/<int:pk>/change/", convenings.convening_change, name="convening_change"),
    path("joint/<int:pk>/come/", convenings.convening_come, name="convening_come"),
    path("joint/<int:pk>/cannot/", convenings.convening_cannot, name="convening_cannot"),
    path("joint/<int:pk>/call-off/", convenings.convening_cancel, name="convening_cancel"),
    path("joint/<int:pk>/result/", convenings.convening_result, name="convening_result"),
]
