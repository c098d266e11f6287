"""The training of recount's language model: corpora in, the files that `recount.language.sessions` runs out."""
