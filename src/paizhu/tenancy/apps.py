"""The tenancy room's place in Django."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.utils.translation import gettext_lazy as _


class TenancyConfig(AppConfig):
    """Lets what readers may see be put together once a request."""

    name = "paizhu.tenancy"
    verbose_name = _("Commissions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Follow requests."""
        from paizhu.tenancy import models  # noqa: PLC0415  after the app registry

        request_started.connect(models.begin_request, dispatch_uid="tenancy.seen.begin")
        request_finished.connect(models.end_request, dispatch_uid="tenancy.seen.end")
