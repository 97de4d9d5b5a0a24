"""From the arrays that `prepare` wrote to lr/model.onnx and cnn/model.onnx. Run by `npm run train`."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from arrays import Rows
from export_cnn import export_cnn
from export_lr import export_lr
from linear import train_linear
from train_deep import score, train_deep, without_query_tails
from wide import score_wide, train_wide

# How much of the logit of `cnn` the wide half may give; the rest is the deep half's.
WIDE_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def area_under_curve(labels: np.ndarray, scores: np.ndarray) -> float:
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    positives = labels.sum()
    return float((ranks[labels == 1].sum() - positives * (positives + 1) / 2) / positives / (len(labels) - positives))


def train_lr(work: Path, out: Path, seed: int) -> None:
    rows = Rows(work, "train", with_ngrams=True)
    weights, bias = train_linear(rows.ngrams, rows.counts, rows.labels, rows.buckets, seed)
    export_lr(weights, bias, str(out / "model.onnx"))


def train_cnn(work: Path, out: Path, epochs: int, seed: int) -> None:
    rows = Rows(work, "train", with_ngrams=False)
    deep = train_deep(rows, epochs, seed)
    ids = without_query_tails(rows.ids, deep.marks)
    wide = train_wide(ids, rows.labels, deep.marks, seed)
    validation = Rows(work, "val", with_ngrams=False)
    held_out = without_query_tails(validation.ids, deep.marks)
    deep_logits, wide_logits = score(deep, held_out), score_wide(wide, held_out, deep.marks)
    share = max(
        WIDE_SHARES,
        key=lambda part: area_under_curve(validation.labels, (1 - part) * deep_logits + part * wide_logits),
    )
    print(f"wide share {share}", flush=True)
    export_cnn(deep, wide, (1 - share, share), str(out / "model.onnx"))
    (out / "training.json").write_text(json.dumps({"wideShare": share, "epochs": epochs, "seed": seed}))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--models", nargs="+", choices=["lr", "cnn"], default=["lr", "cnn"])
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    for name in arguments.models:
        out = arguments.out / name
        out.mkdir(parents=True, exist_ok=True)
        if name == "lr":
            train_lr(arguments.work, out, arguments.seed)
        else:
            train_cnn(arguments.work, out, arguments.epochs, arguments.seed)


if __name__ == "__main__":
    main()
