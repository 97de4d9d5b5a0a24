"""The arrays that `prepare` wrote, as numpy arrays."""

import json
from pathlib import Path

import numpy as np

LENGTH = 200


class Rows:
    """All rows of one role: labels (0/1 float32), how much each counts (float32, 1 on average), ids (uint8, 200 columns, padded in front), n-grams (ragged)."""

    def __init__(self, folder: Path, role: str, with_ngrams: bool) -> None:
        meta = json.loads((folder / "meta.json").read_text())
        sets = [entry for entry in meta["sets"] if entry["role"] == role]

        def read(kind: str, dtype: type) -> np.ndarray:
            return np.concatenate([np.fromfile(folder / f"{entry['name']}.{kind}.bin", dtype) for entry in sets])

        self.vocabulary: list[str] = meta["vocabulary"]
        self.buckets: int = meta["ngrams"]["buckets"]
        self.labels = read("labels", np.uint8).astype(np.float32)
        weights = np.repeat([entry.get("weight", 1) for entry in sets], [entry["rows"] for entry in sets])
        self.weights = (weights / weights.mean()).astype(np.float32)
        if with_ngrams:
            self.ngrams = read("ngrams", np.int32)
            self.counts = read("counts", np.int32).astype(np.int64)
        else:
            self.ids = read("ids", np.uint8).reshape(-1, LENGTH)
