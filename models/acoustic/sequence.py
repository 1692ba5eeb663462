# SPDX-License-Identifier: GPL-3.0-or-later
"""The sequence objective: how much likelier the right phones are than all sequences of phones
together (maximum mutual information without lattices, D. Povey et al. 2016).

Which third of a phone is heard when may move freely within the right sequence; all others are a
graph of the phones with the two before them (`phone_sequences`). Scores are weighed against it as
the recognizer weighs them against its language model. The sums are those of sequences.c.

As a program: compares the slope with differences of the loss.
"""
import ctypes
import os
import subprocess
import tempfile

import numpy as np
import torch

from phones import CLASSES, STATES
from tying import COUNT, unknown_context

WEIGHT = 2.4 / 6.5      # of the scores: the scale of the costs over the language weight
TOLERANCE = 4           # frames


def collapsed(labels):
    """The classes in their order, without how long each lasts."""
    return labels[np.flatnonzero(np.diff(labels, prepend=-1))]


def phone_sequences(all_labels):
    """How likely a phone is after two others: [first, second, third]."""
    triples = np.zeros((COUNT, COUNT, COUNT))
    for labels in all_labels:
        classes = collapsed(labels)
        phones = classes[classes % STATES == 0] // STATES
        np.add.at(triples, (phones[:-2], phones[1:-1], phones[2:]), 1)
    single = triples.sum((0, 1)) + 1
    single /= single.sum()
    pairs = triples.sum(0)
    pairs = (pairs + 20 * single) / (pairs.sum(1, keepdims=True) + 20)
    likely = (triples + 10 * pairs) / (triples.sum(2, keepdims=True) + 10)
    return np.ascontiguousarray(likely, np.float32)


def compiled():
    """sequences.c, for this very processor."""
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sequences.c")
    with tempfile.TemporaryDirectory() as folder:
        library = os.path.join(folder, "sequences.so")
        subprocess.run(["cc", "-std=c11", "-O3", "-march=native", "-ffast-math", "-fopenmp", "-shared",
                        "-fPIC", "-o", library, source, "-lm"], check=True)
        return ctypes.CDLL(library)


def address(array):
    return ctypes.c_void_p(array.ctypes.data)


class Objective:
    """`prior`: what is taken off the logarithm of each class; `follows`: of phone_sequences();
    `tied`: the class of each [phone before][phone][third]."""

    def __init__(self, prior, follows, tied):
        self.prior, self.follows = prior, follows
        self.tied = np.ascontiguousarray(tied, np.int32)
        self.compare = compiled().sequences_compare

    def __call__(self, scores, labels, frames):
        """`scores`: batch, time, classes, of the network; `labels` of the same frames, of which
        the first `frames` of each row count. The mean loss of a frame in nepers, but for a
        constant, and its slope by the scores."""
        with torch.no_grad():
            weighed = WEIGHT * (torch.log_softmax(scores, 2) - self.prior)
            likely = (weighed - weighed.amax(2, keepdim=True)).exp_().clamp_min_(1e-15)
            likely = likely.contiguous().numpy()
            batch, time, classes = likely.shape
            labels = np.ascontiguousarray(labels.numpy(), np.int32)
            frames = np.ascontiguousarray(frames, np.int32)
            losses, shares = np.zeros(batch), np.zeros_like(likely)
            self.compare(batch, time, classes, address(frames), address(likely), address(labels),
                         address(self.tied), address(self.follows), TOLERANCE, address(losses),
                         address(shares))
            slope = torch.from_numpy(shares).mul_(WEIGHT / frames.sum())
            return losses.sum() / frames.sum(), slope


def main():
    torch.manual_seed(1)
    labels = torch.tensor([[3, 3, 4, 4, 5, 60, 61, 61, 62, 0, 1, 1, 2, 2]] * 2)
    scores = 2 * torch.randn(*labels.shape, CLASSES, dtype=torch.double)
    follows = torch.softmax(torch.randn(COUNT, COUNT, COUNT), 2).numpy()
    measure = Objective(torch.zeros(CLASSES), follows, unknown_context())
    frames = (12, 14)
    slope = measure(scores.float(), labels, frames)[1]
    for place in ((0, 3, 4), (1, 7, 61), (0, 2, 77), (1, 13, 2), (0, 0, 3), (0, 11, 1)):
        step = torch.zeros_like(scores)
        step[place] = 1e-2
        rise = measure((scores + step).float(), labels, frames)[0] \
            - measure((scores - step).float(), labels, frames)[0]
        print(place, slope[place].item(), rise / 2e-2)
        assert abs(slope[place].item() - rise / 2e-2) < 1e-4
    assert slope[0, 12:].abs().max() == 0


if __name__ == "__main__":
    main()
