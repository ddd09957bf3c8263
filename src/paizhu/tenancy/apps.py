"""The tenancy room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenancyConfig(AppConfig):
    """Nothing to register: the room has models, numbers and written statements."""

    name = "paizhu.tenancy"
    verbose_name = _("Commissions")
    default_auto_field = "django.db.models.BigAutoField"
