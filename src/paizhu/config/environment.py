"""The one reader of the environment: every variable `PAIZHU_…`, its type, default and meaning.

`docs/reference/settings.md` is printed from here, so the table cannot fall behind. What the values
mean for Django is in `settings`.
"""

from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Stage(StrEnum):
    """How strict the installation is about its own safety."""

    DEVELOPMENT = "development"
    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"


class SecondFactor(StrEnum):
    """Who must sign in with a second factor."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    EVERYBODY = "everybody"


class Environment(BaseSettings):
    """Variables are read as `PAIZHU_` plus the field's name in capitals."""

    model_config = SettingsConfigDict(env_prefix="PAIZHU_", extra="ignore")

    stage: Stage = Field(
        Stage.PRODUCTION,
        description="`production`, `demonstration` or `development`. Only production is fit for real records.",
    )
    demonstration_day: date | None = Field(
        None,
        description="The day on which a demonstration stands still, such as 2015-12-31. Refused in production.",
    )
    data: Path = Field(
        Path("data"),
        description="Folder of the embedded database, files, keys and the secret key; made when missing.",
    )
    files: Path | None = Field(
        None,
        description="Folder of the files that people hang on records, sealed. Empty: `files` in the data folder.",
    )
    file_size: int = Field(
        20,
        ge=1,
        le=200,
        description="Megabytes that one file may have.",
    )
    database_url: str = Field(
        "",
        description="A PostgreSQL database, `postgresql://user:password@host:port/name`, "
        "instead of the embedded SQLite one. A pooler that takes no options wants `?options=` at the end.",
    )
    secret_key: str = Field(
        "",
        description="Signs sessions and forms, at least 50 characters. Empty: made at random once and kept in "
        "the data folder.",
    )
    debug: bool = Field(False, description="Error pages with internals. Refused in production.")
    allowed_hosts: str = Field(
        "localhost,127.0.0.1,[::1]",
        description="Host names under which the application may be opened, separated by commas.",
    )
    secure_cookies: bool = Field(
        True,
        description="Send cookies over HTTPS only. Refused to be off in production unless "
        "`PAIZHU_PLAIN_INTRANET` is on.",
    )
    plain_intranet: bool = Field(
        False,
        description="Own risk: serve a closed intranet without HTTPS. `paizhu doctor` keeps saying so.",
    )
    second_factor: SecondFactor = Field(
        SecondFactor.ADMINISTRATORS,
        description="Who must use a second factor: `nobody`, `administrators` or `everybody`.",
    )
    time_zone: str = Field("Asia/Shanghai", description="Time zone of the commission.")
    language: str = Field(
        "zh-hans", description="Language of the command line and the default of pages."
    )
    bind: str = Field(
        "127.0.0.1:8000", description="Address and port on which `paizhu serve` listens."
    )
    tls_certificate: Path | None = Field(
        None, description="Certificate file, when `paizhu serve` itself speaks HTTPS."
    )
    tls_key: Path | None = Field(None, description="Key file of that certificate.")
    workers: int = Field(
        0,
        ge=0,
        description="Server processes; 0: one for SQLite, one for each processor for PostgreSQL.",
    )
    public_door: bool = Field(
        False,
        description="Set by `paizhu serve --public`: nothing but the public door of surveys is served.",
    )
    embedded_worker: bool = Field(
        True,
        description="Let `paizhu serve` start a worker for due jobs and sendings beside itself. Off: run `paizhu work`.",
    )
    jobs_url: str = Field(
        "",
        description="Queue of the worker, `redis://host:6379/0` or `postgresql://user:password@host/name`, instead of "
        "the embedded SQLite one in the data folder.",
    )
    address: str = Field(
        "",
        description="The installation's own address, such as https://paizhu.example, for links in mails and calls. "
        "Empty: they carry no link.",
    )
    mail_url: str = Field(
        "",
        description="Mail server for notices: `smtp+tls://user:password@host:587`, `smtps://…` or `smtp://…`; `console:` "
        "prints. Empty: no mail is sent.",
    )
    mail_from: str = Field(
        "paizhu@localhost", description="Sender of the mails, as the mail server accepts it."
    )
    notice_webhook: str = Field(
        "",
        description="Address that is called with each notice (recipient's user name, number, reason, day, link; signed), for "
        "the commission's own messenger. Empty: none.",
    )
    notice_webhook_secret: str = Field("", description="Signs those calls; at least 16 characters.")
    trust_proxy: bool = Field(
        False,
        description="Believe `X-Forwarded-Proto`, and the last address of `X-Forwarded-For`, from a reverse proxy that "
        "always sets both.",
    )
