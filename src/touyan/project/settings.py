"""Every setting with its reason. Values that differ between counties come from the environment.

TOUYAN_MODE is `demonstration`, `production` or `test`; one-click sign-in exists only in the first and no
other setting can switch it on (security.md 5.14).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from touyan.project.secret import key_in
from touyan.stages import ORDER

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent

MODE = os.environ.get("TOUYAN_MODE", "production")
IS_DEMONSTRATION = MODE == "demonstration"
DATA = Path(os.environ.get("TOUYAN_DATA", ROOT / "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)
PORT = int(os.environ.get("TOUYAN_PORT", "8000"))
STREAM_PORT = int(os.environ.get("TOUYAN_STREAM_PORT", str(PORT + 1)))
SITE_URL = os.environ.get("TOUYAN_SITE_URL", f"http://127.0.0.1:{PORT}")

SECRET_KEY = key_in(DATA / "keys" / "session")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("TOUYAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *(
        f"touyan.foundation.{app}"
        for app in (
            "calendar",
            "ledger",
            "units",
            "people",
            "rulebook",
            "files",
            "jobs",
            "notices",
            "search",
            "publicity",
            "feedback",
            "web",
        )
    ),
    "touyan.fieldwork.needs",
    *(f"touyan.stages.{app}" for app in ORDER if (PACKAGE / "stages" / app / "apps.py").exists()),
    *(
        f"touyan.surfaces.{app}"
        for app in ("desk", "board", "thread", "portal", "design")
        if (PACKAGE / "surfaces" / app / "apps.py").exists()
    ),
]

MIDDLEWARE = [
    "touyan.foundation.web.headers.HeadersMiddleware",
    "touyan.foundation.web.methods.MethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "touyan.foundation.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "touyan.foundation.people.middleware.ActorMiddleware",
    "touyan.foundation.web.answers.AnswersMiddleware",
]

ROOT_URLCONF = "touyan.project.urls"
APPEND_SLASH = False  # no address ends in a slash: looking for one would resolve every request twice
WSGI_APPLICATION = "touyan.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "touyan.foundation.people.context.page",
            ],
            "builtins": [
                "touyan.foundation.web.templatetags.touyan",
                "touyan.foundation.web.templatetags.asking",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL by address.

    SQLite: IMMEDIATE takes the write lock at BEGIN (deferred mode gave 374 failures in 1,200), WAL lets
    readers go on, FULL syncs each commit so that an acknowledged write survives a power cut (security.md R03).
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "touyan.db",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
                ),
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or unquote(parts.query.removeprefix("host=")),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(os.environ.get("TOUYAN_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = DATA / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "touyan.foundation.people.slip_hasher.SlipHasher",
]
if MODE == "test":  # argon2 is slow on purpose; thousands of test people need not wait
    PASSWORD_HASHERS[0] = "touyan.foundation.people.fast_hasher.FastHasher"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "touyan.foundation.web.faults.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Holders of house posts need a second factor, grave acts the password or code once more (security.md 5.14).
# Nobody in a demonstration has a password to ask for.
DEMANDS_PROOF = MODE == "production"
PROOF_MINUTES = 5

IDLE_MINUTES = 30
ADMINISTRATOR_IDLE_MINUTES = 15

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "touyan.project.logs.JsonLines"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
