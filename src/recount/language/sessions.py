"""The model's files: found, checked against their checksums, and run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from recount.errors import LanguageModelError
from recount.language.leanings import FILE as LEANINGS
from recount.language.leanings import Head
from recount.language.subwords import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

PACKAGE = "recount_en"
GRAPHS = ("encoder", "relations", "roles")
TOKENIZER = "tokenizer.json"
FILES = (*(f"{name}.onnx" for name in GRAPHS), TOKENIZER, LEANINGS)
_REMEDY = "Install recount-en again: pip install --force-reinstall --no-deps recount-en"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model.json``: what the model is called, and the SHA-256 of each of its files."""

    name: str
    version: str
    files: Mapping[str, str]

    @property
    def label(self) -> str:
        """Name, version and one checksum over all files."""
        joined = "".join(f"{name} {digest}\n" for name, digest in sorted(self.files.items()))
        return f"{self.name} {self.version} sha256:{hashlib.sha256(joined.encode()).hexdigest()}"


class Reading(msgspec.Struct, frozen=True):
    """What the encoder says of one window: by word, scores of every tag and of every head, and the word's state."""

    states: NDArray[np.float32]
    tags: Mapping[str, NDArray[np.float32]]
    arcs: NDArray[np.float32]


class Sessions:
    """The three graphs of the model and its leanings, loaded once, and its tokenizer."""

    def __init__(self, folder: Path, threads: int) -> None:
        from tokenizers import Tokenizer

        self.manifest = _manifest(folder)
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._encoder, self._relations, self._roles = (
                _session(folder / f"{name}.onnx", threads) for name in GRAPHS
            )
            self.leanings = Head(folder)
        except Exception as error:  # neither library has a narrower kind for what it cannot read
            raise LanguageModelError(f"{folder}: its files are whole and cannot be run: {error}. {_REMEDY}") from error

    def encode(self, window: Window) -> Reading:
        """Read one window."""
        names = ("states", "arcs", "pos", "entity", "cue")
        given = {
            name: np.array(getattr(window, name), dtype=np.int64) for name in ("ids", "shapes", "layouts", "firsts")
        }
        found = dict(zip(names, self._encoder.run(list(names), given), strict=True))
        return Reading(found.pop("states"), arcs=found.pop("arcs"), tags=found)

    def relations(self, states: NDArray[np.float32], heads: NDArray[np.int64]) -> NDArray[np.float32]:
        """Scores of every relation of each word to its head, 0 for the root and n for the n-th word of the window."""
        scores: NDArray[np.float32] = self._relations.run(["relations"], {"states": states, "heads": heads})[0]
        return scores

    def roles(self, states: NDArray[np.float32], cue: tuple[int, int]) -> NDArray[np.float32]:
        """Scores of every role [words, tags] for a cue, given as its first word and the one after its last."""
        given = {"states": states, "starts": np.array([cue[0]]), "ends": np.array([cue[1]])}
        scores: NDArray[np.float32] = self._roles.run(["roles"], given)[0][0]
        return scores


def installed() -> Path:
    """The folder of the model that is installed; raises `LanguageModelError` where there is none."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise LanguageModelError(
            f"the language model is not installed: no Python package {PACKAGE}. Install recount-en, the package beside "
            "recount (packages/recount-en), or set language.backend to another one"
        )
    return Path(found.origin).parent


def _manifest(folder: Path) -> Manifest:
    """The manifest, once every file agrees with it."""
    path = folder / "model.json"
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise LanguageModelError(f"{path} cannot be read ({error}). {_REMEDY}") from error
    if set(manifest.files) != set(FILES):
        named = ", ".join(sorted(manifest.files)) or "no file"
        raise LanguageModelError(f"{path} vouches for {named}, not for {', '.join(FILES)}. {_REMEDY}")
    for name, digest in manifest.files.items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise LanguageModelError(f"{folder / name} is missing, SHA-256 {digest}. {_REMEDY}") from error
        if found != digest:
            raise LanguageModelError(
                f"{folder / name} is not the file that was published: its SHA-256 is {found}, not {digest}. {_REMEDY}"
            )
    return manifest


def _session(path: Path, threads: int) -> Any:  # onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # an arena per session would keep the memory of the widest window for ever
    options.enable_cpu_mem_arena = False
    # the fused kernel is an eighth slower than its parts on processors
    parted = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"], disabled_optimizers=parted)
