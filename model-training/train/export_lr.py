"""`lr` as an ONNX graph: logit = bias + sum of the weights of a row's n-grams / sqrt(their number)."""

import numpy as np

from graph import Graph


def export_lr(weights: np.ndarray, bias: float, path: str) -> None:
    """weights: one float per bucket; bucket 0 is padding."""
    table = weights.astype(np.float16)
    table[0] = 0
    graph = Graph()
    axis = graph.whole(1)
    found = graph.floats(graph.add("Gather", graph.constant(table), "ngrams"))
    total = graph.add("ReduceSum", found, axis, keepdims=0)
    is_padding = graph.add("Equal", "ngrams", graph.constant(np.array(0, np.int32)))
    ones = graph.floats(graph.add("Not", is_padding))
    count = graph.add("ReduceSum", ones, axis, keepdims=0)
    scale = graph.add("Sqrt", graph.add("Max", count, graph.constant(np.array(1, np.float32))))
    scaled = graph.add("Div", total, scale)
    graph.add("Add", scaled, graph.constant(np.array(bias, np.float32)), output="logit")
    graph.save("lr", ("ngrams", ["batch", "ngrams"]), path)
