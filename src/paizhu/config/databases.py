"""The database: the embedded SQLite one by default, PostgreSQL by one address."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

KEPT = 300
"""Seconds for which a thread keeps its connection; making one costs more than a page."""

# Write-ahead log: readers never wait for the writer. Normal synchronisation keeps the file whole at a
# power cut; full, as here, also keeps the last ballot that got a receipt. Transactions are immediate, so that two writers
# queue at the start instead of failing in the middle. Each thread has a cache of its own, so it
# stays small: the machine keeps the file's pages in memory anyway, and a map of the file was no faster.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8192; PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY;"


POSTGRESQL_OPTIONS = "-c random_page_cost=1.1 -c jit=off"
"""A page anywhere costs little more than the next one, on today's disks and in memory; PostgreSQL's own guess is four times as
much, and it reads whole tables rather than by an index. Compiling a plan never pays on statements as short as these. An address
with `?options=` says it differently."""


def database(address: str, data: Path) -> dict:
    """Return Django's database settings. Raises `ImproperlyConfigured` for an address of another kind."""
    return _postgresql(address) if address else _sqlite(data)


def _sqlite(data: Path) -> dict:
    return {
        "ENGINE": "paizhu.config.sqlite",
        "NAME": data / "paizhu.sqlite3",
        "CONN_MAX_AGE": KEPT,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": SQLITE_PRAGMAS,
        },
        "TEST": {"NAME": data / "test.sqlite3"},
    }


def _postgresql(address: str) -> dict:
    try:
        if not address.startswith(("postgresql://", "postgres://")):
            raise ProgrammingError(address)
        given = conninfo_to_dict(address)
    except ProgrammingError as fault:
        raise ImproperlyConfigured(
            "PAIZHU_DATABASE_URL must look like postgresql://user:password@host:port/name"
        ) from fault
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", ""),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": POSTGRESQL_OPTIONS, **given},
    }
