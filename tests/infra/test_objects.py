from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.encryption import Keyring
from infra.errors import ObjectError, ObjectExists, ObjectMissing, SealBroken, SettingsRefused
from infra.objects import BlobStore, FolderStore, ObjectStore, open_store


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    """An S3 server of this test on loopback."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    import httpx

    httpx.put(f"{address}/court-files", headers={"Host": "s3.amazonaws.com"}).raise_for_status()
    yield f"s3://court-files/kept?endpoint={address}&region=us-east-1"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def blobs(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> BlobStore:
    if request.param == "folder":
        return open_store((tmp_path / "objects with space").as_uri())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    return open_store(request.getfixturevalue("bucket_url"))


@pytest.fixture
def objects(blobs: BlobStore, keyring: Keyring) -> ObjectStore:
    return ObjectStore(blobs, keyring.cipher("filing", "objects"))


def _key(request: pytest.FixtureRequest) -> str:
    return f"materials/{hashlib.sha256(request.node.name.encode()).hexdigest()[:12]}"


def test_what_is_put_comes_back(objects: ObjectStore, request: pytest.FixtureRequest) -> None:
    content = "借条".encode() * 1000
    stored = objects.put(_key(request), content)
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)
    assert objects.exists(_key(request))
    assert objects.get(_key(request)) == content


def test_what_lies_in_the_store_is_sealed(
    objects: ObjectStore, blobs: BlobStore, request: pytest.FixtureRequest
) -> None:
    objects.put(_key(request), b"marked data")
    assert b"marked" not in blobs.get(_key(request))


def test_a_key_is_written_once(objects: ObjectStore, request: pytest.FixtureRequest) -> None:
    objects.put(_key(request), b"first")
    objects.put(_key(request), b"first")
    with pytest.raises(ObjectExists):
        objects.put(_key(request), b"second")
    assert objects.get(_key(request)) == b"first"


def test_what_is_deleted_is_missing(objects: ObjectStore, request: pytest.FixtureRequest) -> None:
    objects.put(_key(request), b"x")
    objects.delete(_key(request))
    objects.delete(_key(request))
    assert not objects.exists(_key(request))
    with pytest.raises(ObjectMissing):
        objects.get(_key(request))


def test_a_file_moved_to_another_key_does_not_open(
    objects: ObjectStore, blobs: BlobStore, request: pytest.FixtureRequest
) -> None:
    objects.put(_key(request), b"x")
    blobs.put(f"{_key(request)}-moved", blobs.get(_key(request)))
    with pytest.raises(SealBroken):
        objects.get(f"{_key(request)}-moved")


@pytest.mark.parametrize("key", ["", "/etc/passwd", "../out", "a/../../out", "a//b", "a\\b", "a/"])
def test_a_key_that_leaves_the_store_is_refused(blobs: BlobStore, key: str) -> None:
    with pytest.raises(ObjectError):
        blobs.put(key, b"x")


def test_files_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    FolderStore(tmp_path / "objects").put("a/b/c", b"x")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "objects").rglob("*")]
    assert sorted(modes) == [0o600, 0o700, 0o700]


def test_an_unknown_kind_of_store_is_refused() -> None:
    with pytest.raises(SettingsRefused, match="LIAN_STORAGE_URL"):
        open_store("ftp://somewhere")
