"""Trains the deep half of `cnn`."""

import copy
import time

import numpy as np
import torch
import torch.nn.functional as F

from arrays import LENGTH, Rows
from deep import Deep
from hashing import QUERY_LENGTH, Marks

BATCH = 1024
# Small data is cut into at least so many batches, so that there are steps to learn in.
LEAST_BATCHES = 100
LEAST_BATCH = 32
# Rows of one batch are of like length, so that padding costs little; batches are cut to a multiple of this.
COLUMN_STEP = 8
# Columns become one in fours: what is moved is moved by so many, and text stands to the fours as it does in the graph.
PHASES = 4
# Batches are sorted by length within so many batches' worth of shuffled rows.
SORTED_BATCHES = 64
LEARNING_RATE = 2.5e-3
TABLE_LEARNING_RATE = 1e-3
WEIGHT_DECAY = 0.01
LABEL_SMOOTHING = 0.02
WARM_UP = 0.1
# The model that is kept is the moving average of the weights over about the last thousand steps.
AVERAGE_DECAY = 0.999
AVERAGE_EVERY = 4


def without_query_tails(ids: np.ndarray, marks: Marks) -> np.ndarray:
    """Rows with what is beyond QUERY_LENGTH taken away and the rest moved right; the graph masks the same characters.

    Up to PHASES - 1 columns of padding stay at the right end.
    """
    ids = ids.copy()
    is_query = (ids == marks.question) | (ids == marks.hash)
    for row in np.nonzero(is_query.any(1))[0]:
        end = int(is_query[row].argmax()) + QUERY_LENGTH
        if end < LENGTH:
            way = (LENGTH - end) // PHASES * PHASES
            kept = ids[row, :end].copy()
            ids[row] = 0
            ids[row, way : way + end] = kept
    return ids


def cut(ids: np.ndarray) -> torch.Tensor:
    """A batch without the columns that are padding in every row."""
    longest = LENGTH - int((ids != 0).argmax(1).min())
    columns = min(LENGTH, max(COLUMN_STEP, -(-longest // COLUMN_STEP) * COLUMN_STEP))
    return torch.from_numpy(ids[:, LENGTH - columns :].astype(np.int64))


def score(model: torch.nn.Module, ids: np.ndarray) -> np.ndarray:
    model.eval()
    lengths = (ids != 0).sum(1)
    order = np.argsort(lengths, kind="stable")
    logits = np.zeros(len(ids), np.float32)
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            logits[rows] = model(cut(ids[rows])).numpy()
    model.train()
    return logits


def epoch_batches(lengths: np.ndarray, random: np.random.Generator) -> list[np.ndarray]:
    size = max(LEAST_BATCH, min(BATCH, len(lengths) // LEAST_BATCHES))
    batches: list[np.ndarray] = []
    shuffled = random.permutation(len(lengths))
    for start in range(0, len(shuffled), size * SORTED_BATCHES):
        pool = shuffled[start : start + size * SORTED_BATCHES]
        pool = pool[np.argsort(lengths[pool] + random.random(len(pool)) * COLUMN_STEP)]
        batches += [pool[first : first + size] for first in range(0, len(pool), size)]
    return [batches[index] for index in random.permutation(len(batches))]


def train_deep(rows: Rows, epochs: int, seed: int, report=lambda epoch, model: None) -> Deep:
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    model = Deep(rows.vocabulary)
    averaged = copy.deepcopy(model)
    ids = without_query_tails(rows.ids, model.marks)
    lengths = (ids != 0).sum(1)
    tables = [parameter for name, parameter in model.named_parameters() if name.startswith("tables.")]
    others = [parameter for name, parameter in model.named_parameters() if not name.startswith("tables.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": others, "lr": LEARNING_RATE, "weight_decay": WEIGHT_DECAY},
            {"params": tables, "lr": TABLE_LEARNING_RATE, "weight_decay": 0},
        ],
        betas=(0.9, 0.99),
        fused=True,
    )
    steps = epochs * len(epoch_batches(lengths, np.random.default_rng(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [LEARNING_RATE, TABLE_LEARNING_RATE], total_steps=steps, pct_start=WARM_UP, cycle_momentum=False
    )
    step, started, loss_sum = 0, time.monotonic(), 0.0
    for epoch in range(epochs):
        for batch in epoch_batches(lengths, random):
            labels = torch.from_numpy(rows.labels[batch])
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(cut(ids[batch]))
            targets = labels * (1 - LABEL_SMOOTHING) + LABEL_SMOOTHING / 2
            loss = F.binary_cross_entropy_with_logits(logits, targets)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(others, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            loss_sum += loss.item()
            if step % AVERAGE_EVERY == 0:
                decay = min(AVERAGE_DECAY, step / (step + 10)) ** AVERAGE_EVERY
                with torch.no_grad():
                    for kept, current in zip(averaged.parameters(), model.parameters()):
                        kept.lerp_(current, 1 - decay)
            if step % 100 == 0:
                seconds = time.monotonic() - started
                print(
                    f"step {step}/{steps} {seconds:.0f} s {step * BATCH / seconds:.0f} rows/s loss {loss_sum / 100:.4f}",
                    flush=True,
                )
                loss_sum = 0.0
        report(epoch, averaged)
    averaged.eval()
    return averaged
