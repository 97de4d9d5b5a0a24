"""Logistic regression over bags of buckets: what `lr` is, and the wide half of `cnn`."""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH = 4096
# Small data is cut into at least so many batches, so that there are steps to learn in.
LEAST_BATCHES = 100
LEAST_BATCH = 32
EPOCHS = 5
LEARNING_RATE = 0.02
# Decoupled (AdamW). Without it rare n-grams are learnt by heart; with ten times as much AUC falls by 0.002.
WEIGHT_DECAY = 0.03
WARM_UP_STEPS = 30


def train_linear(
    buckets: np.ndarray, counts: np.ndarray, labels: np.ndarray, weights: np.ndarray, size: int, seed: int
) -> tuple[np.ndarray, float]:
    """buckets: those of all rows, one behind the other; counts: how many each row has; weights: how much it counts -> weights of the buckets [size], bias.

    logit = bias + sum of weights / sqrt(count): long URLs have more n-grams, but not as much more to say.
    """
    torch.manual_seed(seed)
    size_of_batch = max(LEAST_BATCH, min(BATCH, len(labels) // LEAST_BATCHES))
    random = np.random.default_rng(seed)
    starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    table = nn.EmbeddingBag(size, 1, mode="sum")
    nn.init.zeros_(table.weight)
    bias = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.AdamW(
        [{"params": [table.weight], "weight_decay": WEIGHT_DECAY}, {"params": [bias], "weight_decay": 0}],
        lr=LEARNING_RATE,
        betas=(0.9, 0.99),
        fused=True,
    )
    steps = EPOCHS * -(-len(labels) // size_of_batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM_UP_STEPS) * max(0.01, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        loss_sum = 0.0
        shuffled = random.permutation(len(labels))
        for start in range(0, len(shuffled), size_of_batch):
            rows = shuffled[start : start + size_of_batch]
            found, offsets, sizes = gather(buckets, starts, counts, rows)
            logits = table(found, offsets).squeeze(1) / sizes.clamp(min=1).sqrt() + bias
            loss = F.binary_cross_entropy_with_logits(
                logits, torch.from_numpy(labels[rows]), torch.from_numpy(weights[rows])
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            loss_sum += loss.item() * len(rows)
        print(f"linear epoch {epoch + 1}/{EPOCHS} loss {loss_sum / len(labels):.4f}", flush=True)
    return table.weight.detach().squeeze(1).numpy(), float(bias.detach())


def gather(
    buckets: np.ndarray, starts: np.ndarray, counts: np.ndarray, rows: np.ndarray
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The buckets of some rows, where each row's begin among them, and how many it has."""
    sizes = counts[rows]
    offsets = np.cumsum(sizes) - sizes
    index = np.repeat(starts[rows] - offsets, sizes) + np.arange(sizes.sum())
    return torch.from_numpy(buckets[index]), torch.from_numpy(offsets), torch.from_numpy(sizes.astype(np.float32))
