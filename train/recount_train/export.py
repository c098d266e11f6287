"""Trained weights to the files that recount runs: three ONNX graphs, the encoder's layers in 8 bits.

Each sub-word's row of the vocabulary is kept in 8 bits with a scale of its own; the layers' weights are kept in 8 bits
per output channel (onnxruntime's dynamic quantisation); the heads stay as they are.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from recount_fit.listening import silence, write_leanings
from recount_train.network import ANCHORS, HIDDEN, ROLE, TAGSETS, WIDE, Network

OPSET = 20


class Rows(nn.Module):
    """An embedding in 8 bits, a scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().clamp(-127, 127).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """[length] to [length, HIDDEN]."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class EncoderGraph(nn.Module):
    """One window, no padding: states, arcs and tags by word."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, layouts: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """All [sub-words] but `firsts` [words]."""
        network = self.network
        states = network.encoder(ids[None], shapes[None], layouts[None], firsts[None], padded=False)
        return states[0], network.arcs(states)[0], *(network.tags[name](states)[0] for name in TAGSETS)


class RelationsGraph(nn.Module):
    """The relation of each word of one window to its head."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.relations = network.relations

    def forward(self, states: Tensor, heads: Tensor) -> Tensor:
        """[words, HIDDEN] and [words] to [words, relations]."""
        return self.relations(states[None], heads[None])[0]


class RolesGraph(nn.Module):
    """What each word of one window is to each cue."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(self, states: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
        """[words, HIDDEN] and [cues] to [cues, words, tags]."""
        wide = self.roles.narrow(states)[None].expand(starts.shape[0], -1, -1)
        kind = list(ANCHORS).index("attribution")
        return self.roles(wide, torch.full_like(starts, kind), starts, ends, None)["attribution"]


def export(network: Network, tokenizer: Tokenizer, folder: Path, version: str, *, small: bool = True) -> None:
    """Write the model's files and their manifest into `folder`; `small` packs the encoder's weights into 8 bits."""
    network = network.float().eval()
    if small:
        network.encoder.word = Rows(network.encoder.word.weight.data)
    folder.mkdir(parents=True, exist_ok=True)
    words, subwords, cues = (torch.export.Dim(name, min=2, max=512) for name in ("words", "subwords", "cues"))
    states = torch.zeros(12, HIDDEN)

    def number(size: int, value: int = 0) -> Tensor:
        return torch.full((size,), value)  # never the same tensor twice: export would take two inputs for one

    by_subword = {name: {0: subwords} for name in ("ids", "shapes", "layouts")}
    graphs = {
        "encoder": (
            EncoderGraph(network), (number(24, 5), number(24), number(24), torch.arange(12)),
            by_subword | {"firsts": {0: words}}, ["states", "arcs", *TAGSETS],
        ),
        "relations": (
            RelationsGraph(network), (states, number(12)),
            {"states": {0: words}, "heads": {0: words}}, ["relations"],
        ),
        "roles": (
            RolesGraph(network), (states, number(3), number(3, 1)),
            {"states": {0: words}, "starts": {0: cues}, "ends": {0: cues}}, ["roles"],
        ),
    }  # fmt: skip
    for name, (module, example, shapes, outputs) in graphs.items():
        path = folder / f"{name}.onnx"
        torch.onnx.export(
            module.eval(), example, str(path), input_names=list(shapes), output_names=outputs, dynamic_shapes=shapes,
            opset_version=OPSET, dynamo=True, external_data=False, verbose=False,
        )  # fmt: skip
        if name != "relations" and small:
            _pack(path)
        _bare(path)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _manifest(folder, version)


def _pack(path: Path) -> None:
    """The weights of transformer layers in 8 bits, a scale for each output."""
    prepared = path.with_suffix(".prepared.onnx")
    quant_pre_process(str(path), str(prepared), skip_symbolic_shape=True)
    graph = onnx.load(str(prepared)).graph
    shapes = {weight.name: tuple(weight.dims) for weight in graph.initializer}
    layers = [
        node.name for node in graph.node if node.op_type == "MatMul" and shapes.get(node.input[1]) in _layer_shapes()
    ]
    quantize_dynamic(
        prepared, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False, nodes_to_quantize=layers,
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    prepared.unlink()


def _bare(path: Path) -> None:
    """Take out what the exporter wrote of itself: the call stack of every node, with paths of the machine."""
    model = onnx.load(str(path))
    graph = model.graph
    for entry in (model, graph, *graph.node, *graph.initializer, *graph.input, *graph.output, *graph.value_info):
        entry.ClearField("metadata_props")
        entry.ClearField("doc_string")
    onnx.save(model, str(path))


def _layer_shapes() -> set[tuple[int, ...]]:
    """The shapes of the weights in transformer layers; no head has one of them."""
    sizes = ((HIDDEN, WIDE), (ROLE, 3 * ROLE))
    return {
        shape
        for hidden, wide in sizes
        for shape in ((hidden, 3 * hidden), (hidden,) * 2, (hidden, wide), (wide, hidden))
    }


def _manifest(folder: Path, version: str) -> None:
    names = ("encoder.onnx", "relations.onnx", "roles.onnx", "tokenizer.json")
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    manifest = {"name": "recount-en", "version": version, "files": files}
    (folder / "model.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    write_leanings(folder, silence())  # those of the model before do not fit these states
