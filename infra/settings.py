"""Settings: environment variables with prefix LIAN_, or a `.env` beside the process.

`load_settings()` is the only door: it refuses unknown LIAN_ names, reads the values and, in a
demo, makes the secrets that were not given. Each setting is described in docs/operating.md.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from infra.errors import SettingsRefused
from infra.secrets_folder import complete_secrets

__all__ = ["SECRET_FIELDS", "Settings", "load_settings"]

PREFIX = "LIAN_"
_CHECKOUT = Path(__file__).resolve().parent.parent

# Generated once in a demo; everywhere else they must be given.
SECRET_FIELDS = ("service_token", "master_key", "clerk_token", "staff_password")


class Settings(BaseSettings):
    """Every setting of the product; a part takes those it needs."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    data_dir: Path = Path("data")
    fonts_dir: Path = _CHECKOUT / ".fonts"
    database_url: str | None = None
    storage_url: str | None = None

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str | None = None
    processes: int = Field(default=1, ge=1, le=64)
    backend_url: str | None = None
    bot_url: str | None = None

    # Connections one process may hold, for each part; and threads for its turns.
    bot_pool_size: int = Field(default=8, ge=1, le=200)
    backend_pool_size: int = Field(default=8, ge=1, le=200)
    worker_concurrency: int = Field(default=4, ge=1, le=64)
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    service_token: SecretStr = SecretStr("")
    master_key: SecretStr = SecretStr("")
    clerk_token: SecretStr = SecretStr("")
    staff_password: SecretStr = SecretStr("")

    nlu: Literal["embedded", "rasa"] = "embedded"
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_token: SecretStr = SecretStr("")
    # The interpreter that `make rasa` builds Rasa's environment with.
    python310: Path | None = None
    llm_url: str | None = None
    llm_key: SecretStr = SecretStr("")

    wechat_token: SecretStr = SecretStr("")
    wechat_aes_key: SecretStr = SecretStr("")
    wechat_app_id: str = ""
    wechat_app_secret: SecretStr = SecretStr("")
    wechat_api_base: str = "https://api.weixin.qq.com"
    wechat_oauth_base: str = "https://open.weixin.qq.com"
    # An account that is not certified may only answer; it sends nothing by itself.
    wechat_certified: bool = True
    # False where 网页授权 is not allowed or its domain not registered: a link alone opens a page.
    wechat_oauth: bool = True
    wechat_template_id: str = ""
    wechat_template_fields: str = "thing1:subject,time2:at,thing3:remark"
    wechat_subscribe_id: str = ""
    wechat_subscribe_fields: str = "thing1:subject,time2:at,thing3:remark"

    telegram_token: SecretStr = SecretStr("")
    telegram_secret: SecretStr = SecretStr("")
    telegram_api_base: str = "https://api.telegram.org/bot"
    telegram_file_base: str = "https://api.telegram.org/file/bot"
    telegram_mode: Literal["webhook", "polling"] = "webhook"

    # Where a map is searched for a court, `{name}` in the place of its name.
    map_url: str = ""

    court: Literal["sandbox", "http", "handoff"] = "sandbox"
    court_url: str | None = None
    court_secret: SecretStr = SecretStr("")

    @property
    def demo(self) -> bool:
        """Nothing but this machine is served: no database of its own and a loopback host."""
        return self.database_url is None and _is_loopback(self.host)

    @property
    def base_url(self) -> str:
        """Where people reach us, without a slash at the end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def secrets_dir(self) -> Path:
        return self.data_dir / "secrets"

    @property
    def objects_url(self) -> str:
        """The folder or bucket that files are kept in."""
        return self.storage_url or (self.data_dir.resolve() / "objects").as_uri()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _known_names() -> list[str]:
    return [PREFIX + name.upper() for name in Settings.model_fields]


def _refuse_unknown(names: Iterable[str]) -> None:
    known = _known_names()
    for name in sorted(names):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            closest = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.0)[0]
            raise SettingsRefused(
                f"{name} is not a setting; did you mean {closest}? "
                f"Every setting stands in docs/operating.md."
            )


def _explained(error: ValidationError) -> str:
    parts = []
    for fault in error.errors(include_url=False, include_input=False):
        parts.append(f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg']}")
    return "; ".join(parts)


def load_settings(
    *,
    env_file: Path | None = Path(".env"),
    make_secrets: bool = True,
    **given: Any,
) -> Settings:
    """The settings this process runs with.

    Args:
        env_file: a file of settings; the environment goes before it.
        make_secrets: False leaves missing secrets empty (for commands that need none).
        given: values that go before everything else, by field name.

    Raises:
        SettingsRefused: an unknown name, a value that cannot be, or a missing secret.
    """
    names = set(os.environ)
    if env_file is not None and env_file.is_file():
        names |= set(dotenv_values(env_file))
    _refuse_unknown(names)
    try:
        settings = Settings(_env_file=env_file, **given)
    except ValidationError as error:
        raise SettingsRefused(_explained(error)) from None
    _refuse_bad_addresses(settings)
    if not make_secrets:
        return settings
    missing = [name for name in SECRET_FIELDS if not getattr(settings, name).get_secret_value()]
    if missing and not settings.demo:
        listed = ", ".join(PREFIX + name.upper() for name in missing)
        raise SettingsRefused(
            f"Outside a demo these settings must be given: {listed}. (A demo has no "
            f"LIAN_DATABASE_URL and a loopback LIAN_HOST; only there are they made up.)"
        )
    if not missing:
        return settings
    made = complete_secrets(settings.secrets_dir, missing)
    return settings.model_copy(update={name: SecretStr(value) for name, value in made.items()})


def _refuse_bad_addresses(settings: Settings) -> None:
    for name in (
        "public_url",
        "backend_url",
        "bot_url",
        "rasa_url",
        "llm_url",
        "court_url",
        "map_url",
    ):
        value = getattr(settings, name)
        if value and urlsplit(value).scheme not in ("http", "https"):
            raise SettingsRefused(
                f"{PREFIX}{name.upper()} must begin with http:// or https://, it is {value!r}."
            )
