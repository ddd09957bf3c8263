"""The notices room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Registers nothing yet."""

    name = "paizhu.notices"
    verbose_name = _("Notices")
    default_auto_field = "django.db.models.BigAutoField"
