from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from infra.errors import SettingsRefused
from infra.settings import SECRET_FIELDS, Settings, load_settings


def _load(tmp_path: Path, **given: Any) -> Settings:
    return load_settings(env_file=None, data_dir=tmp_path / "data", **given)


def test_an_unknown_name_is_refused_with_the_closest_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAN_TELEGRAM_TOKN", "1")
    with pytest.raises(SettingsRefused, match=r"LIAN_TELEGRAM_TOKN .* LIAN_TELEGRAM_TOKEN"):
        load_settings(env_file=None)


def test_an_unknown_name_in_the_env_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("LIAN_PROT=80\n")
    with pytest.raises(SettingsRefused, match="LIAN_PORT"):
        load_settings(env_file=file)


def test_the_environment_goes_before_the_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("LIAN_PORT=81\nLIAN_HOST=::1\nOTHER=x\n")
    monkeypatch.setenv("LIAN_PORT", "82")
    settings = load_settings(env_file=file, make_secrets=False)
    assert (settings.host, settings.port) == ("::1", 82)
    assert settings.base_url == "http://[::1]:82"


def test_a_value_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAN_PORT", "eighty")
    with pytest.raises(SettingsRefused, match="LIAN_PORT"):
        load_settings(env_file=None)


def test_an_address_without_a_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="LIAN_BACKEND_URL"):
        _load(tmp_path, backend_url="backend:8000")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_a_loopback_host_without_a_database_is_a_demo(host: str) -> None:
    assert Settings(_env_file=None, host=host).demo


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "court.example"])
def test_any_other_host_is_no_demo(host: str) -> None:
    assert not Settings(_env_file=None, host=host).demo
    assert not Settings(_env_file=None, database_url="postgresql://h/d").demo


def test_secrets_of_a_demo_are_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    first = _load(tmp_path)
    second = _load(tmp_path)
    for name in SECRET_FIELDS:
        value = getattr(first, name).get_secret_value()
        assert len(value) >= 32
        assert getattr(second, name).get_secret_value() == value
        assert stat.S_IMODE((first.secrets_dir / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(first.secrets_dir.stat().st_mode) == 0o700
    assert sorted(path.name for path in first.secrets_dir.iterdir()) == sorted(SECRET_FIELDS)


def test_a_given_secret_is_used_and_not_written(tmp_path: Path) -> None:
    settings = _load(tmp_path, service_token="given")
    assert settings.service_token.get_secret_value() == "given"
    assert not (settings.secrets_dir / "service_token").exists()


def test_outside_a_demo_missing_secrets_are_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused) as caught:
        _load(tmp_path, host="0.0.0.0", service_token="given", staff_password="given")
    assert "LIAN_MASTER_KEY, LIAN_CLERK_TOKEN." in caught.value.detail
    assert "LIAN_SERVICE_TOKEN" not in caught.value.detail
    assert not (tmp_path / "data").exists()


def test_secrets_do_not_show_when_settings_are_printed(tmp_path: Path) -> None:
    settings = _load(tmp_path)
    assert settings.master_key.get_secret_value() not in repr(settings)
