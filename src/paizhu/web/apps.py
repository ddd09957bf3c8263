"""The web room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Registers sentences and navigation."""

    name = "paizhu.web"
    verbose_name = _("Web")
    default_auto_field = "django.db.models.BigAutoField"
