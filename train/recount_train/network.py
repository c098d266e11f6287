"""The network: one small encoder, and the heads that read it.

MiniLM (Wang et al. 2020, arXiv 2002.10957) of 6 layers with the shape of each word and the layout of the text added to
its input; biaffine arcs (Dozat and Manning 2017, arXiv 1611.01734); roles read by one more layer that knows which cue
or quantity is asked about.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from recount.language import labels
from recount.language.subwords import LAYOUTS, SHAPES
from recount_train.documents import CLAIM_ROLES, EFFECTS

HIDDEN, HEADS, LAYERS, WIDE = 384, 12, 6, 1536
VOCABULARY, LONGEST = 30522, 512
ARC, RELATION, ROLE = 256, 128, 192
# Bounds of the buckets of distance, in words, between an anchor and a word.
DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
TAGSETS = {
    "pos": labels.POS,
    "entity": labels.spans_of(labels.ENTITIES),
    "cue": labels.spans_of(("cue",)),
}
# Heads that only training uses: other conventions of names, roles without an anchor, the harms of claims.
TEACHERS = {
    "effect": ("O", *EFFECTS),
    "wikigold": labels.spans_of(labels.ENTITIES),
    "politics": labels.spans_of(labels.ENTITIES),
    "re3d": labels.spans_of(labels.ENTITIES),
    "stanford": ("O", *labels.ENTITIES),
    "role": labels.spans_of(labels.ROLES),
}
ANCHORS = {
    "attribution": labels.spans_of(labels.ROLES),
    "claim": labels.spans_of(CLAIM_ROLES),
}


class Dropout(nn.Module):
    """Dropout with one mask for all words of a window (Gal and Ghahramani 2016), which costs next to nothing."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """`x` [batch, length, hidden]."""
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """A transformer layer, normalised after each half, as BERT's are."""

    def __init__(self, hidden: int, heads: int, wide: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.widen = nn.Linear(hidden, wide)
        self.narrow = nn.Linear(wide, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` [batch, length, hidden]; `mask` [batch, length], true where there is something; None: everywhere.

        Attention is written out: in bfloat16 on a processor it trains twice as fast as the fused one.
        """
        batch, length, hidden = x.shape
        width = hidden // self.heads
        split = self.query_key_value(x).view(batch, length, 3, self.heads, width).permute(2, 0, 3, 1, 4)
        query, key, value = split.reshape(3, batch * self.heads, length, width)
        if mask is None:
            scores = torch.bmm(query * width**-0.5, key.transpose(1, 2))
        else:
            hidden_from = (~mask).to(query.dtype) * -1e4
            bias = hidden_from[:, None, None, :].expand(-1, self.heads, 1, -1).reshape(batch * self.heads, 1, length)
            scores = torch.baddbmm(bias, query, key.transpose(1, 2), alpha=width**-0.5)
        seen = torch.bmm(torch.softmax(scores, -1), value).view(batch, self.heads, length, width)
        seen = seen.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attended_norm(x + self.dropout(self.attended(seen)))
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Sub-words to one vector a word."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(LONGEST, HIDDEN)
        self.shape = nn.Embedding(len(SHAPES), HIDDEN)
        self.layout = nn.Embedding(len(LAYOUTS), HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(HIDDEN, HEADS, WIDE, dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.layout.weight)

    def forward(self, ids: Tensor, shapes: Tensor, layouts: Tensor, firsts: Tensor, *, padded: bool = True) -> Tensor:
        """All [batch, sub-words] but `firsts` [batch, words]; the answer is [batch, words, HIDDEN]."""
        mask = ids != 0 if padded else None
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions) + self.shape(shapes) + self.layout(layouts)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, HIDDEN))


class Arcs(nn.Module):
    """How well each word (or the root, first) would be each word's head."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        self.dependent = nn.Linear(HIDDEN, ARC)
        self.head = nn.Linear(HIDDEN, ARC)
        self.weight = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor) -> Tensor:
        """[batch, words, HIDDEN] to [batch, words, words + 1]."""
        with_root = torch.cat([self.root.expand(states.shape[0], 1, -1).to(states.dtype), states], 1)
        dependent = self.dropout(functional.leaky_relu(self.dependent(states), 0.1))
        head = self.dropout(functional.leaky_relu(self.head(with_root), 0.1))
        dependent = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        return (dependent @ self.weight) @ head.transpose(1, 2) / ARC**0.5


class Relations(nn.Module):
    """The relation of each word to its head."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        self.dependent = nn.Linear(HIDDEN, 2 * RELATION)
        self.head = nn.Linear(HIDDEN, 2 * RELATION)
        self.out = nn.Linear(2 * RELATION, len(labels.RELATIONS))
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, heads: Tensor) -> Tensor:
        """`heads` [batch, words], 0 for the root; the answer is [batch, words, relations]."""
        with_root = torch.cat([self.root.expand(states.shape[0], 1, -1).to(states.dtype), states], 1)
        chosen = torch.gather(self.head(with_root), 1, heads[:, :, None].expand(-1, -1, 2 * RELATION))
        return self.out(self.dropout(functional.leaky_relu(self.dependent(states) + chosen, 0.1)))


class Roles(nn.Module):
    """What each word is to one anchor: a cue's source or content, a quantity's victims, place or time."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.narrow = nn.Linear(HIDDEN, ROLE)
        self.anchor = nn.Embedding(2, ROLE)
        self.distance = nn.Embedding(2 * len(DISTANCES) + 1, ROLE)
        self.layer = Layer(ROLE, 6, 3 * ROLE, dropout)
        self.out = nn.ModuleDict({kind: nn.Linear(ROLE, len(tags)) for kind, tags in ANCHORS.items()})
        self.register_buffer("bounds", torch.tensor(DISTANCES), persistent=False)

    def forward(
        self, states: Tensor, kinds: Tensor, starts: Tensor, ends: Tensor, mask: Tensor | None
    ) -> dict[str, Tensor]:
        """`states` [anchors, words, ROLE] are narrowed, `mask` [anchors, words]; the others [anchors]."""
        place = torch.arange(states.shape[1], device=states.device)[None, :]
        before, after = starts[:, None] - place, place - ends[:, None] + 1
        far = torch.bucketize(torch.clamp(torch.maximum(before, after), min=0), self.bounds, right=True)
        signed = torch.where(before > 0, far, torch.where(after > 0, far + len(DISTANCES), torch.zeros_like(far)))
        inside = ((before <= 0) & (after <= 0)).to(states.dtype)[:, :, None]
        x = states + self.distance(signed) + inside * self.anchor(kinds)[:, None, :]
        x = self.layer(x, mask)
        return {kind: out(x) for kind, out in self.out.items()}


class Network(nn.Module):
    """The whole of it."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.dropout = Dropout(0.2)
        self.tags = nn.ModuleDict({name: nn.Linear(HIDDEN, len(tags)) for name, tags in (TAGSETS | TEACHERS).items()})
        self.arcs = Arcs()
        self.teacher_arcs = Arcs()
        self.relations = Relations()
        self.roles = Roles()

    def load_base(self, weights: dict[str, Tensor]) -> None:
        """Take the encoder's weights from a BERT checkpoint."""
        embeddings = "embeddings."
        self.encoder.word.weight.data = weights[embeddings + "word_embeddings.weight"].clone()
        types = weights[embeddings + "token_type_embeddings.weight"][0]
        self.encoder.position.weight.data = weights[embeddings + "position_embeddings.weight"] + types
        _copy(self.encoder.norm, weights, embeddings + "LayerNorm")
        for number, layer in enumerate(self.encoder.layers):
            prefix = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                joined = [weights[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.query_key_value, part).data = torch.cat(joined)
            _copy(layer.attended, weights, prefix + "attention.output.dense")
            _copy(layer.attended_norm, weights, prefix + "attention.output.LayerNorm")
            _copy(layer.widen, weights, prefix + "intermediate.dense")
            _copy(layer.narrow, weights, prefix + "output.dense")
            _copy(layer.norm, weights, prefix + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).data = weights[f"{name}.{part}"].clone()
