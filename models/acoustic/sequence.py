# SPDX-License-Identifier: GPL-3.0-or-later
"""The sequence objective: how much likelier the right phones are than all sequences of phones
together (maximum mutual information without lattices, D. Povey et al. 2016).

Which third of a phone is heard when may move freely within the right sequence; all others are a
graph of the phones with the two before them (`phone_sequences`). Scores are weighed against it as
the recognizer weighs them against its language model.

As a program: compares the slope with differences of the loss.
"""
import numpy as np
import torch

from phones import CLASSES, PHONES, STATES

COUNT = len(PHONES)
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
    return torch.from_numpy(((triples + 10 * pairs) / (triples.sum(2, keepdims=True) + 10))
                            .astype(np.float32))


def any_sequence(likely, follows):
    """`likely`: batch, time, phones, thirds. Log likelihood of all sequences together, and the
    share of each class in every frame."""
    batch, time = likely.shape[:2]
    alphas = torch.empty(time, STATES, batch, COUNT, COUNT)     # of phone before, phone
    enter = follows.permute(1, 0, 2).contiguous()               # phone: before, next
    state = torch.ones(STATES, batch, COUNT, COUNT)
    total = torch.zeros(batch)
    for frame in range(time):
        if frame > 0:
            new = torch.empty_like(state)
            entered = torch.bmm(state[2].permute(2, 0, 1), enter)   # phone, batch, next
            new[0] = state[0] + entered.permute(1, 0, 2)
            new[1] = state[1] + state[0]
            new[2] = state[2] + state[1]
            state = new
        state = state * likely[:, frame].permute(2, 0, 1)[:, :, None, :]
        norm = state.sum((0, 2, 3))
        state = state / norm[None, :, None, None]
        total += norm.log()
        alphas[frame] = state
    shares = torch.empty_like(likely)
    beta = torch.ones(STATES, batch, COUNT, COUNT)
    leave = follows.permute(1, 2, 0).contiguous()               # phone: next, before
    for frame in range(time - 1, -1, -1):
        share = (alphas[frame] * beta).sum(2)                   # third, batch, phone
        shares[:, frame] = (share / share.sum((0, 2))[None, :, None]).permute(1, 2, 0)
        if frame > 0:
            ahead = beta * likely[:, frame].permute(2, 0, 1)[:, :, None, :]
            left = torch.bmm(ahead[0].permute(1, 0, 2), leave)  # phone, batch, before
            beta = torch.empty_like(beta)
            beta[0] = ahead[0] + ahead[1]
            beta[1] = ahead[1] + ahead[2]
            beta[2] = ahead[2] + left.permute(1, 2, 0)
            beta = beta / beta.amax((0, 2, 3))[None, :, None, None]
    return total, shares


def right_sequence(likely, labels):
    """The same for the sequence of each of `labels`, each class at most TOLERANCE frames from where
    it has it; `likely`: batch, time, classes."""
    batch, time, _ = likely.shape
    starts = [np.flatnonzero(np.diff(row, prepend=-1)) for row in labels]
    longest = max(len(start) for start in starts)
    index = torch.zeros(batch, longest, dtype=torch.long)
    first, after = torch.full((2, batch, longest), time + time)
    state, beta = torch.zeros(2, batch, longest, dtype=torch.double)
    for row, start in enumerate(starts):
        count = len(start)
        index[row, :count] = torch.from_numpy(labels[row][start].astype(np.int64))
        first[row, :count] = torch.from_numpy(start) - TOLERANCE
        after[row, :count - 1] = torch.from_numpy(start[1:]) + TOLERANCE
        state[row, 0] = beta[row, count - 1] = 1
    frames = torch.arange(time)[None, :, None]
    own = torch.gather(likely, 2, index[:, None, :].expand(-1, time, -1)).double()
    own *= (frames >= first[:, None]) & (frames < after[:, None])
    alphas, total = torch.empty(time, batch, longest, dtype=torch.double), torch.zeros(batch)
    for frame in range(time):
        if frame > 0:
            state = state + torch.nn.functional.pad(state[:, :-1], (1, 0))
        state = state * own[:, frame]
        norm = state.sum(1, keepdim=True)
        state = state / norm
        total += norm[:, 0].log()
        alphas[frame] = state
    total += (state * beta).sum(1).log()
    shares = torch.zeros_like(likely)
    for frame in range(time - 1, -1, -1):
        share = alphas[frame] * beta
        share = share / share.sum(1, keepdim=True)
        shares[:, frame].scatter_add_(1, index, share.to(shares.dtype))
        ahead = beta * own[:, frame]
        beta = ahead + torch.nn.functional.pad(ahead[:, 1:], (0, 1))
        beta = beta / beta.amax(1, keepdim=True)
    return total, shares


class Objective:
    """`prior`: what is taken off the logarithm of each class; `all_labels`: what phones follow."""

    def __init__(self, prior, all_labels):
        self.prior, self.follows = prior, phone_sequences(all_labels)

    def __call__(self, scores, labels):
        """`scores`: batch, time, classes, of the network; `labels` of the same frames. The mean
        loss of a frame in nepers, but for a constant, and its slope by the scores."""
        with torch.no_grad():
            weighed = WEIGHT * (torch.log_softmax(scores, 2) - self.prior)
            likely = (weighed - weighed.amax(2, keepdim=True)).exp().clamp_min(1e-15)
            batch, time, _ = scores.shape
            everything, all_shares = any_sequence(likely.view(batch, time, COUNT, STATES),
                                                  self.follows)
            right, right_shares = right_sequence(likely, labels.numpy())
            slope = WEIGHT * (all_shares.view_as(likely) - right_shares) / (batch * time)
            return (everything - right).sum().item() / (batch * time), slope


def main():
    torch.manual_seed(1)
    torch.set_default_dtype(torch.double)
    labels = torch.tensor([[3, 3, 4, 4, 5, 60, 61, 61, 62, 0, 1, 1, 2, 2]] * 2)
    scores = 2 * torch.randn(*labels.shape, CLASSES)
    measure = Objective(torch.zeros(CLASSES), [np.tile(np.arange(CLASSES), 3)])
    measure.follows = torch.softmax(torch.randn(COUNT, COUNT, COUNT), 2)
    slope = measure(scores, labels)[1]
    for place in ((0, 3, 4), (1, 7, 61), (0, 2, 77), (1, 13, 2), (0, 0, 3)):
        step = torch.zeros_like(scores)
        step[place] = 1e-4
        rise = measure(scores + step, labels)[0] - measure(scores - step, labels)[0]
        print(place, slope[place].item(), rise / 2e-4)
        assert abs(slope[place].item() - rise / 2e-4) < 1e-8


if __name__ == "__main__":
    main()
