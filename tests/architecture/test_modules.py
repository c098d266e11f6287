"""The shape of the package: sizes, names, signatures, and which way imports run."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
MODULES = sorted((SOURCE / "recount").rglob("*.py"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in MODULES]
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base", "manager"}
HEAVY = {"trafilatura", "lxml", "resiliparse", "feedparser", "marisa_trie", "rich.progress", "sqlite3"}
MODEL = {"onnxruntime", "tokenizers", "numpy"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def public(path: Path) -> Iterator[Function]:
    """The functions and methods of a module that others may call."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    scopes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for scope in scopes:
        for node in scope.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield node


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_stays_under_400_lines(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines < 400


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_function_stays_under_60_lines(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in functions(ast.parse(path.read_text(encoding="utf-8")))
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 >= 60
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(SOURCE).parts}
    assert parts & FORBIDDEN == set()


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_untyped_mapping_crosses_a_module_border(path: Path) -> None:
    loose = []
    for function in public(path):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        hints = [argument.annotation for argument in arguments] + [function.returns]
        loose += [function.name for hint in hints if hint is not None and "dict[str, Any]" in ast.unparse(hint)]
    assert loose == []


def rank(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each by name: the order that ruff keeps too."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith("__main__.py")])
def test_what_a_module_exports_is_sorted_and_there(name: str) -> None:
    module = importlib.import_module(name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    exported = list(getattr(module, "__all__", ()))
    assert exported == sorted(set(exported), key=rank)
    assert [entry for entry in exported if not hasattr(module, entry)] == []


def test_imports_run_one_way() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]
    done = subprocess.run(command, cwd=SOURCE.parent, capture_output=True, text=True, env={"PYTHONPATH": str(SOURCE)})
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["--help"], HEAVY | MODEL),
        (["read", "--help"], HEAVY | MODEL),
        (["bench", "--help"], HEAVY | MODEL),
        (["config", "--show"], HEAVY | MODEL),
        (["schema"], MODEL),
    ],
    ids=["help", "read", "bench", "config", "schema"],
)
def test_the_command_line_starts_without_what_it_does_not_need(
    arguments: list[str], needless: set[str], tmp_path: Path
) -> None:
    program = (
        "import json, sys, recount.cli\n"
        "try: recount.cli.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(SOURCE)})
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout.splitlines()[-1])) & needless == set()
