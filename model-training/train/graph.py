"""A little help to write an ONNX graph by hand."""

import numpy as np
from onnx import NodeProto, TensorProto, checker, helper, numpy_helper, save

# Opset 17 with IR 8 is ONNX 1.12: old enough for every runtime of today.
OPSET = 17
IR_VERSION = 8


class Graph:
    """Collects nodes; every method that adds one returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, value: np.ndarray) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def whole(self, *values: int) -> str:
        """An int64 tensor of one dimension."""
        return self.constant(np.array(values, np.int64))

    def number(self, value: int) -> str:
        """An int64 scalar."""
        return self.constant(np.array(value, np.int64))

    def add(self, operator: str, *inputs: str, output: str | None = None, **attributes: object) -> str:
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def split(self, name: str, sizes: list[int], axis: int) -> list[str]:
        outputs = [f"n{len(self.nodes)}_{part}" for part in range(len(sizes))]
        self.nodes.append(helper.make_node("Split", [name, self.whole(*sizes)], outputs, axis=axis))
        return outputs

    def floats(self, name: str) -> str:
        return self.add("Cast", name, to=TensorProto.FLOAT)

    def wholes(self, name: str) -> str:
        return self.add("Cast", name, to=TensorProto.INT64)

    def weights(self, value: np.ndarray) -> str:
        """Stored as float16, which halves the file; runtimes widen it once, when they load the graph."""
        return self.floats(self.constant(value.astype(np.float16)))

    def save(self, name: str, graph_input: tuple[str, list[object]], path: str) -> None:
        graph = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info(graph_input[0], TensorProto.INT32, graph_input[1])],
            [helper.make_tensor_value_info("logit", TensorProto.FLOAT, ["batch"])],
            self.constants,
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="remla-lab/model-training",
        )
        checker.check_model(model, full_check=True)
        save(model, path)
