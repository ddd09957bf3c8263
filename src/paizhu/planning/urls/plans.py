"""Addresses of plans and their items."""

from django.urls import path

from paizhu.planning.views import items, plans, steps

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/change/", plans.plan_edit, name="plan_edit"),
    path("plans/<int:pk>/print/", plans.plan_print, name="plan_print"),
    path("plans/<int:pk>/items/new/", items.item_new, name="plan_item_new"),
    path("plans/<int:pk>/<slug:step>/", steps.plan_step, name="plan_step"),
    path("items/<int:pk>/", items.item_edit, name="plan_item"),
    path("items/<int:pk>/remove/", items.item_remove, name="plan_item_remove"),
    path("items/<int:pk>/activities/", items.item_works, name="plan_item_works"),
    path("works/<int:pk>/unlink/", items.work_unlink, name="plan_work_unlink"),
]
