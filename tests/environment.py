"""The environment of every test, set before Django reads it: a plugin that pytest loads first of all.

A `conftest` would be too late: pytest-django sets Django up before it. Without this the tests would run with
production's settings and in the installation's own data folder.
"""

import os
import tempfile

os.environ.setdefault("PAIZHU_STAGE", "development")
os.environ.setdefault("PAIZHU_SECURE_COOKIES", "0")
os.environ.setdefault("PAIZHU_SECOND_FACTOR", "nobody")
os.environ.setdefault("PAIZHU_ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ["PAIZHU_DATA"] = tempfile.mkdtemp(prefix="paizhu-test-")
# Playwright's loop runs in the test's thread
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from hypothesis import HealthCheck, settings

from paizhu.config import catalogues

catalogues.compile_missing()
# How fast examples are made says how busy the machine is, nothing about the rule.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")
