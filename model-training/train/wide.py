"""The wide half of `cnn`: linear in hashed n-grams, as `lr` is, but over the n-grams that the graph makes itself."""

import numpy as np
import torch

from hashing import Marks, bucket, hashes, regions
from linear import train_linear
from train_deep import cut

WIDE_ORDERS = (2, 3, 4, 5, 6)
WIDE_BUCKETS = 2**22
CHUNK = 4096


def wide_buckets(ids: np.ndarray, marks: Marks) -> tuple[np.ndarray, np.ndarray]:
    """The buckets of all rows, one row behind the other, and how many each has."""
    found, counts = [], []
    for start in range(0, len(ids), CHUNK):
        text, code, region = regions(cut(ids[start : start + CHUNK]), marks)
        hashed = hashes(text, code, region, WIDE_ORDERS)
        index = torch.cat([bucket(hashed[order], WIDE_BUCKETS) for order in WIDE_ORDERS], 1).numpy().astype(np.int32)
        is_ngram = index != 0
        found.append(index[is_ngram])
        counts.append(is_ngram.sum(1))
    return np.concatenate(found), np.concatenate(counts)


def train_wide(
    ids: np.ndarray, labels: np.ndarray, weights: np.ndarray, marks: Marks, seed: int
) -> tuple[np.ndarray, float]:
    buckets, counts = wide_buckets(ids, marks)
    return train_linear(buckets, counts, labels, weights, WIDE_BUCKETS, seed)


def score_wide(wide: tuple[np.ndarray, float], ids: np.ndarray, marks: Marks) -> np.ndarray:
    weights, bias = wide
    buckets, counts = wide_buckets(ids, marks)
    sums = np.add.reduceat(np.append(weights[buckets], 0), np.concatenate([[0], np.cumsum(counts)[:-1]]))
    return np.where(counts > 0, sums, 0) / np.sqrt(np.maximum(counts, 1)) + bias
