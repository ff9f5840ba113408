"""All settings in one file. Everything a site may change is a FOURFOLD_* environment variable.

docs/operator.md lists the variables; `checks.py` refuses to start on unusable values.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF

from fourfold.transcripts.reading import LARGEST_FILE

env = environ.Env()

HERE = Path(__file__).resolve().parent
# Rows, collected files and nothing else: one folder to back up, never inside the package.
VAR = Path(env.str("FOURFOLD_VAR", default=str(Path.cwd() / "var")))

DEMO = env.bool("FOURFOLD_DEMO", default=False)
DEBUG = env.bool("FOURFOLD_DEBUG", default=False)
SECRET_KEY_DEMO = "demo-only-" + "0123456789" * 5
SECRET_KEY = env.str("FOURFOLD_SECRET_KEY", default=SECRET_KEY_DEMO if DEMO or DEBUG else "unset")
BASE_URL = env.str("FOURFOLD_BASE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("FOURFOLD_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
OVER_HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "fourfold_web.shared",
    "fourfold_web.jobs",
    "fourfold_web.people",
    "fourfold_web.correspondence",
    "fourfold_web.programs",
    "fourfold_web.library",
    "fourfold_web.learning",
    "fourfold_web.need_checklist",
    "fourfold_web.documents",
    "fourfold_web.availability",
    "fourfold_web.engagements",
    "fourfold_web.appointments",
    "fourfold_web.wishes",
    "fourfold_web.matching",
    "fourfold_web.goals",
    "fourfold_web.guidance_sessions",
    "fourfold_web.coaching_cycle",
    "fourfold_web.supervision",
    "fourfold_web.techniques",
    "fourfold_web.measures",
    "fourfold_web.products",
    "fourfold_web.transcripts",
    "fourfold_web.papers",
    "fourfold_web.roster",
    "fourfold_web.reports",
    "fourfold_web.sample",
    "fourfold_web.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fourfold_web.shared.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fourfold_web.people.middleware.SignInEndsMiddleware",
    # After what keeps sign-in, since a mail's link is none; before what asks for it.
    "fourfold_web.correspondence.middleware.ByLinkMiddleware",
    # Sign-in is the default; a page that needs none says so with login_not_required.
    "fourfold_web.people.middleware.SignInRequiredMiddleware",
    "fourfold_web.people.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fourfold_web.pages.middleware.WrongMethodMiddleware",
    "fourfold_web.shared.conflict.ConflictMiddleware",
]

CSRF_FAILURE_VIEW = "fourfold_web.pages.views.errors.csrf_failure"
ROOT_URLCONF = "fourfold_web.urls"
WSGI_APPLICATION = "fourfold_web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fourfold_web.pages.context.page",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

# --- Rows ---------------------------------------------------------------------------------------
DATABASES = {
    "default": env.db_url("FOURFOLD_DATABASE_URL", default=f"sqlite:///{VAR / 'fourfold.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at BEGIN, so that two writers queue instead of failing with
    # "database is locked" in mid-transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Deleted words are overwritten, not only unlinked.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People and sign-in: a code by mail, no password --------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "welcome"
ACCOUNT_ADAPTER = "fourfold_web.people.adapter.PeopleAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Hospital mail gateways hold messages for minutes, so three minutes would lock people out.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# A mail to an unknown address would tell it that somebody tried; the page looks the same anyway.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Wards share workstations: signing in ends with the browser, and after 12 hours in any case
# (people/middleware.py; the age here would begin anew whenever the session is saved).
ACCOUNT_SESSION_REMEMBER = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_LOGOUT_ON_GET = False
# The limits of sign-in are allauth's own. Tries of a mail's code for one address are counted in the
# database, by correspondence/actions/tries.py.
ACCOUNT_RATE_LIMITS = {"mail_code": "5/5m/ip"}
# How many proxies stand before this program. Limits on sign-in tell callers apart by address, and
# only the last so many addresses of X-Forwarded-For cannot be made up by the caller.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("FOURFOLD_TRUSTED_PROXIES", default=0)
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_HTTPS

# --- Mail and jobs ------------------------------------------------------------------------------
EMAIL_URL = env.email_url(
    "FOURFOLD_EMAIL_URL", default="consolemail://" if DEMO or DEBUG else "smtp://localhost:25"
)
EMAIL_BACKEND = EMAIL_URL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_URL.get("EMAIL_HOST", "localhost")
EMAIL_PORT = EMAIL_URL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_URL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_URL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_URL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_URL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("FOURFOLD_FROM_EMAIL", default="Fourfold <fourfold@localhost>")
TASKS = {"default": {"BACKEND": "fourfold_web.jobs.backend.LeasedBackend", "QUEUES": ["default"]}}

# --- Products of mentoring: title and year from public catalogs, off unless asked for -------------
PRODUCT_LOOKUP = env.bool("FOURFOLD_PRODUCT_LOOKUP", default=False)
PRODUCT_DOI_URL = env.str("FOURFOLD_PRODUCT_DOI_URL", default="https://api.crossref.org/works/")
PRODUCT_PMID_URL = env.str(
    "FOURFOLD_PRODUCT_PMID_URL",
    default="https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi",
)
PRODUCT_ORCID_URL = env.str("FOURFOLD_PRODUCT_ORCID_URL", default="https://pub.orcid.org/v3.0/")

# Origins of calendars inside the hospital, such as https://owa.example.org, that may be read though
# their addresses are private. Every other address of a calendar must be public and https.
CALENDAR_ALLOWED = env.list("FOURFOLD_CALENDAR_ALLOW", default=[])

# --- Pages --------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
TIME_ZONE = env.str("FOURFOLD_TIME_ZONE", default="America/Chicago")
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# What people bring in is read in memory and never written to a folder of temporary files. What the
# reader takes must come through, with room for the form around it.
LARGEST_UPLOAD = LARGEST_FILE + 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_UPLOAD
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if OVER_HTTPS:
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Log lines hold ids, states, counts and task names; never what somebody wrote, a name or an
# address. Errors are told without their messages, so that this holds for other people's code too.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "fourfold_web.shared.logs.PlainFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("FOURFOLD_LOG_LEVEL", default="INFO")},
}
