"""A model whose files are missing, altered or not described is refused: which file, what it should be, what to do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from recount.errors import LanguageModelError
from recount.language import sessions
from recount.language.reader import Reader

FILES = {
    "encoder.onnx": b"one", "relations.onnx": b"two", "roles.onnx": b"three", "tokenizer.json": b"four",
    "leanings.npz": b"five",
}  # fmt: skip
REMEDY = "pip install --force-reinstall --no-deps recount-en"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files that agree with their manifest, and are no model."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    described(tmp_path, {name: digest(content) for name, content in FILES.items()})
    return tmp_path


def described(folder: Path, files: object) -> None:
    manifest = {"name": "recount-en", "version": "0.1.0", "files": files}
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(LanguageModelError) as caught:
        Reader(folder)
    return str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_its_checksum_and_the_remedy(folder: Path, name: str) -> None:
    (folder / name).unlink()
    said = refusal(folder)
    assert str(folder / name) in said
    assert digest(FILES[name]) in said
    assert REMEDY in said


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_named_with_both_checksums_and_the_remedy(folder: Path, name: str) -> None:
    (folder / name).write_bytes(FILES[name] + b"!")
    said = refusal(folder)
    assert str(folder / name) in said
    assert digest(FILES[name]) in said
    assert digest(FILES[name] + b"!") in said
    assert REMEDY in said


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"name": "recount-en"}', b'{"name": 1, "version": "", "files": {}}', b"\xff\xfe"],
)
def test_a_broken_manifest_is_named_with_the_remedy(folder: Path, content: bytes) -> None:
    (folder / "model.json").write_bytes(content)
    said = refusal(folder)
    assert str(folder / "model.json") in said
    assert REMEDY in said


def test_a_missing_manifest_is_named_with_the_remedy(tmp_path: Path) -> None:
    said = refusal(tmp_path)
    assert str(tmp_path / "model.json") in said
    assert REMEDY in said


@pytest.mark.parametrize("name", FILES)
def test_a_manifest_that_leaves_a_file_out_vouches_for_nothing(folder: Path, name: str) -> None:
    described(folder, {other: digest(content) for other, content in FILES.items() if other != name})
    said = refusal(folder)
    assert str(folder / "model.json") in said
    assert name in said
    assert REMEDY in said


def test_a_manifest_reaches_no_file_outside_its_folder(folder: Path) -> None:
    inside = folder / "inside"
    inside.mkdir()
    described(inside, {f"../{name}": digest(content) for name, content in FILES.items()})
    assert "vouches for ../encoder.onnx" in refusal(inside)


def test_files_that_agree_and_are_no_model_are_refused(folder: Path) -> None:
    said = refusal(folder)
    assert str(folder) in said
    assert REMEDY in said


def test_a_missing_package_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "PACKAGE", "recount_xx")
    with pytest.raises(LanguageModelError, match=r"recount_xx.*Install recount-en"):
        Reader()


def test_a_folder_of_that_name_is_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "recount_folder").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sessions, "PACKAGE", "recount_folder")
    with pytest.raises(LanguageModelError, match="no Python package recount_folder"):
        Reader()


def test_a_package_without_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "recount_hollow").mkdir()
    (tmp_path / "recount_hollow" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sessions, "PACKAGE", "recount_hollow")
    with pytest.raises(LanguageModelError, match=r"recount_hollow/model\.json"):
        Reader()


def test_the_label_changes_with_any_file() -> None:
    digests = {name: digest(content) for name, content in FILES.items()}
    labels = {
        sessions.Manifest("recount-en", "0.1.0", digests | {name: digest(b"other")}).label for name in ("", *FILES)
    }
    assert len(labels) == 1 + len(FILES)
    assert all(label.startswith("recount-en 0.1.0 sha256:") for label in labels)
