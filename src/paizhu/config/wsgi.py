"""The server's entry: one WSGI application serves everything."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paizhu.config.settings")
application = get_wsgi_application()
