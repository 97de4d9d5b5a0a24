"""From the arrays that `prepare` wrote to lr/model.onnx and cnn/model.onnx. Run by `npm run train`."""

import argparse
from pathlib import Path

import torch

from arrays import Rows
from export_cnn import export_cnn
from export_lr import export_lr
from linear import train_linear
from train_deep import train_deep, without_query_tails
from wide import train_wide

# What the wide half has in the logit of `cnn`; on the validation rows anything from 0.5 to 0.7 is as good.
WIDE_SHARE = 0.6


def train_lr(work: Path, out: Path, seed: int) -> None:
    rows = Rows(work, "train", with_ngrams=True)
    weights, bias = train_linear(rows.ngrams, rows.counts, rows.labels, rows.weights, rows.buckets, seed)
    export_lr(weights, bias, str(out / "model.onnx"))


def train_cnn(work: Path, out: Path, epochs: int, seed: int) -> None:
    rows = Rows(work, "train", with_ngrams=False)
    deep = train_deep(rows, epochs, seed)
    ids = without_query_tails(rows.ids, deep.marks)
    wide = train_wide(ids, rows.labels, rows.weights, deep.marks, seed)
    export_cnn(deep, wide, (1 - WIDE_SHARE, WIDE_SHARE), str(out / "model.onnx"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--models", nargs="+", choices=["lr", "cnn"], default=["lr", "cnn"])
    parser.add_argument("--epochs", type=int, default=3)
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
