# SPDX-License-Identifier: GPL-3.0-or-later
"""What the network tells apart: each third of each phone, after which other phone.

tying.py FOLDER FILE COUNT CORPUS... reads CORPUS.labels.npz and CORPUS.mel and writes FILE.npz:
`tied`, the class of [phone before][phone][third]. Phones before that change a third little share a
class: of each third the pair is merged, again and again, that loses least likelihood (one Gaussian a
class), until COUNT classes are left.
"""
import os
import sys

import numpy as np

from corpus import Corpus, load_labels
from features import BANDS, normal
from phones import CLASSES, PHONES, STATES

COUNT = len(PHONES)
FEWEST = 1000           # frames of a class
CEPSTRA, REACH = 13, 4  # coefficients, and how far before and after a frame they are taken too


def phones_before(labels):
    """Of each frame the phone before the one that sounds; silence at the beginning."""
    begins = np.flatnonzero((np.diff(labels, prepend=-1) != 0) & (labels % STATES == 0))
    phones = labels // STATES
    before = np.zeros(len(labels), np.int64)
    for start, until in zip(begins[1:], np.append(begins[2:], len(labels))):
        before[start:until] = phones[start - 1]
    return before


def in_context(labels, tied):
    """The classes of `tied` for labels of thirds of phones."""
    labels = labels.astype(np.int64)
    return tied[phones_before(labels), labels // STATES, labels % STATES]


def class_count(tied):
    return int(tied.max()) + 1


def group_sizes(tied):
    """How many classes each third of a phone has; they are numbered in this order."""
    classes = [np.unique(tied[:, third // STATES, third % STATES]) for third in range(CLASSES)]
    assert np.array_equal(np.concatenate(classes), np.arange(class_count(tied)))
    return [len(group) for group in classes]


def unknown_context():
    """The tying in which the phone before does not count."""
    return np.broadcast_to(np.arange(CLASSES).reshape(COUNT, STATES), (COUNT, COUNT, STATES)).copy()


def cepstra(mel):
    seen = normal(mel, mel.mean(0), 100.0)
    waves = np.cos(np.pi * np.outer(np.arange(BANDS) + 0.5, np.arange(CEPSTRA)) / BANDS)
    own = np.pad(seen @ waves, ((REACH, REACH), (0, 0)), "edge")
    return np.hstack([own[:-2 * REACH], own[REACH:-REACH], own[2 * REACH:]])


def statistics(folder, names):
    """Number, sum and sum of squares of the frames of each [phone before][phone][third]."""
    cells = COUNT * COUNT * STATES
    sums = np.zeros((cells, 1 + 6 * CEPSTRA))
    for name in names:
        corpus = Corpus(folder, name)
        mels = np.memmap(os.path.join(folder, name + ".mel"), np.float16, "r").reshape(-1, BANDS)
        for utterance, labels in load_labels(os.path.join(folder, name + ".labels.npz")).items():
            start, _ = corpus.frames(utterance)
            labels = labels.astype(np.int64)
            values = cepstra(mels[start:start + len(labels)].astype(np.float32))
            cell = phones_before(labels) * CLASSES + labels
            order = np.argsort(cell, kind="stable")
            starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
            rows = np.hstack([np.ones((len(labels), 1)), values, values * values])[order]
            sums[cell[order][starts]] += np.add.reduceat(rows, starts)
    return sums.reshape(COUNT, CLASSES, -1)


def likelihood(sums):
    """Of frames under the Gaussian that fits them best, but for a constant of each frame."""
    count = np.maximum(sums[..., :1], 1)
    size = (sums.shape[-1] - 1) // 2
    mean = sums[..., 1:1 + size] / count
    variance = np.maximum(sums[..., 1 + size:] / count - mean * mean, 1e-3)
    return -0.5 * sums[..., 0] * np.log(variance).sum(-1)


def merges(sums):
    """`sums` of one third by phone before. Which groups were merged, and what each merge loses."""
    groups = {phone: sums[phone] for phone in range(COUNT)}
    own = {phone: likelihood(sums[phone]) for phone in groups}
    history = []
    while len(groups) > 1:
        names = list(groups)
        small = [name for name in names if groups[name][0] < FEWEST]
        best = None
        for first in (small[:1] or names):
            others = np.array([name for name in names if name != first])
            joined = likelihood(groups[first] + np.array([groups[name] for name in others]))
            losses = own[first] + np.array([own[name] for name in others]) - joined
            choice = losses.argmin()
            if best is None or losses[choice] < best[0]:
                best = (losses[choice], first, others[choice])
        loss, first, second = best
        groups[first] = groups[first] + groups.pop(second)
        own[first] = likelihood(groups[first])
        history.append((0.0 if small else max(loss, 0.0), first, second))
    return history


def tie(sums, wanted):
    histories = [merges(sums[:, third]) for third in range(CLASSES)]
    for history in histories[:STATES]:     # silence is silence after whatever
        history[:] = [(0.0, first, second) for _, first, second in history]
    # a merge is undone only together with all after it: what it loses is at least what those before lose
    steps = []
    for third, history in enumerate(histories):
        losses = np.maximum.accumulate([loss for loss, _, _ in history])
        steps += [(loss, third, at) for at, loss in enumerate(losses)]
    kept = sorted(steps)[:len(steps) + CLASSES - wanted]
    print("%d classes; the next merge loses %.0f of %.0f nepers" % (
        wanted, sorted(steps)[len(kept)][0], sum(max(0, step[0]) for step in steps)))
    tied = np.zeros((COUNT, COUNT, STATES), np.int64)
    count = 0
    for third, history in enumerate(histories):
        group = np.arange(COUNT)
        for at in range(sum(1 for step in kept if step[1] == third)):
            _, first, second = history[at]
            group[group == second] = first
        _, group = np.unique(group, return_inverse=True)
        tied[:, third // STATES, third % STATES] = count + group
        count += group.max() + 1
    return tied


def main():
    folder, path, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
    tied = tie(statistics(folder, sys.argv[4:]), wanted)
    np.savez(path, tied=tied)
    for third in range(CLASSES):
        print(PHONES[third // STATES], third % STATES,
              len(np.unique(tied[:, third // STATES, third % STATES])), end="; ")
    print("in all", class_count(tied))


if __name__ == "__main__":
    main()
