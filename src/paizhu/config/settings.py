"""Django's settings, derived from `environment`. Production refuses to start when unsafe.

No variable is read here directly; what a variable means for users stands in `environment`.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from paizhu.config import outside
from paizhu.config.databases import database
from paizhu.config.environment import Environment, Stage

ENVIRONMENT = Environment()
STAGE = ENVIRONMENT.stage
DEBUG = ENVIRONMENT.debug
DATA = ENVIRONMENT.data.resolve()
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret_key() -> str:
    """Take the configured key, or keep one made at random in the data folder, readable to the owner."""
    if ENVIRONMENT.secret_key:
        return ENVIRONMENT.secret_key
    file = DATA / "keys" / "secret_key"
    if not file.exists():
        file.parent.mkdir(mode=0o700, exist_ok=True)
        made = file.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(made, file)
        except FileExistsError:
            pass  # another process was first; its key is the one
        finally:
            made.unlink()
    return file.read_text(encoding="ascii")


def _refuse_unsafe_production() -> None:
    faults = []
    if DEBUG:
        faults.append("PAIZHU_DEBUG is on: switch it off.")
    if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("django-insecure"):
        faults.append(
            "PAIZHU_SECRET_KEY is short or a default: use 50 random characters, or leave it out."
        )
    if not ENVIRONMENT.secure_cookies and not ENVIRONMENT.plain_intranet:
        faults.append(
            "PAIZHU_SECURE_COOKIES is off: serve over HTTPS, or accept PAIZHU_PLAIN_INTRANET=1."
        )
    if DEMONSTRATION_DAY:
        faults.append("PAIZHU_DEMONSTRATION_DAY is set: leave it out.")
    if "*" in ALLOWED_HOSTS:
        faults.append("PAIZHU_ALLOWED_HOSTS allows any host: name the hosts.")
    if faults:
        raise ImproperlyConfigured("Paizhu does not start like this:\n- " + "\n- ".join(faults))


SECRET_KEY = _secret_key()
DEMONSTRATION_DAY = ENVIRONMENT.demonstration_day
KEY_FILE = str(DATA / "keys" / "ring.json")
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.allowed_hosts.split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
if STAGE is Stage.PRODUCTION:
    _refuse_unsafe_production()

ROOMS = [
    "tenancy",
    "trail",
    "web",
    "jobs",
    "rulebook",
    "organization",
    "access",
    "documents",
    "notices",
    "rectification",
    "oversight",
    "surveys",
    "planning",
    "clues",
    "coverage",
    "reporting",
    "exchange",
]
INSTALLED_APPS = [
    *(f"paizhu.{room}" for room in reversed(ROOMS)),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "paizhu.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paizhu.access.middleware.AccessMiddleware",
    "paizhu.web.middleware.NotKeptMiddleware",
    "paizhu.web.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "paizhu.config.urls"
if ENVIRONMENT.public_door:
    ROOT_URLCONF = "paizhu.config.public_urls"
PUBLIC_MIDDLEWARE = ["paizhu.config.door.Guard"]
"""What requests to the public door pass through, alone or not: no session, no account, no cookie."""
WSGI_APPLICATION = "paizhu.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "paizhu.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "paizhu.web.templatetags.web",
            ],
        },
    }
]
FORM_RENDERER = "paizhu.web.forms.Renderer"
FILTERS_EMPTY_CHOICE_LABEL = _("any")

DATABASES = {"default": database(ENVIRONMENT.database_url, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

JOBS_URL = ENVIRONMENT.jobs_url
ADDRESS = ENVIRONMENT.address
MAIL_URL = ENVIRONMENT.mail_url
globals().update(outside.mail(MAIL_URL))
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
NOTICE_WEBHOOK = ENVIRONMENT.notice_webhook
NOTICE_WEBHOOK_SECRET = ENVIRONMENT.notice_webhook_secret
outside.check_webhook(NOTICE_WEBHOOK, NOTICE_WEBHOOK_SECRET)

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["paizhu.access.sign_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "paizhu.access.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/10m/key"}
ACCOUNT_FORMS = {
    "login": "paizhu.access.forms.SignInForm",
    "change_password": "paizhu.access.forms.ChangePasswordForm",
    "reauthenticate": "paizhu.access.forms.ConfirmForm",
}
# Behind a proxy, attempts are counted for each browser, not for the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = int(ENVIRONMENT.trust_proxy)
MFA_FORMS = {
    "authenticate": "paizhu.access.forms.CodeForm",
    "reauthenticate": "paizhu.access.forms.ConfirmCodeForm",
    "activate_totp": "paizhu.access.forms.SetUpForm",
}
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_ADAPTER = "paizhu.access.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Paizhu"
MFA_ALLOW_UNVERIFIED_EMAIL = True
SECOND_FACTOR = ENVIRONMENT.second_factor
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "paizhu.access.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.secure_cookies
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = STAGE is Stage.PRODUCTION and ENVIRONMENT.secure_cookies
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trust_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "paizhu.web.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [
    Path(__file__).resolve().parents[1] / room / "locale" for room in ("config", "kernel")
]
TIME_ZONE = ENVIRONMENT.time_zone
USE_TZ = True
FORMAT_MODULE_PATH = ["paizhu.web.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"
        if STAGE is not Stage.DEVELOPMENT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = (ENVIRONMENT.files or DATA / "files").resolve()
FILE_SIZE_LIMIT = ENVIRONMENT.file_size * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "paizhu": {"level": "INFO"},
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
SOURCE_ROOT = Path(__file__).resolve().parents[3]
