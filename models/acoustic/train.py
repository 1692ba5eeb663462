# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the network on labelled frames until a moment; goes on where it was stopped.

train.py FOLDER CHECKPOINT MINUTES CORPUS... [--from CHECKPOINT [--sequence]] [--tied FILE]
         [--width N] [--rate R]

The network begun from may be narrower, and may tell apart fewer classes: those of tying.py.

The learning rate falls to nothing over the MINUTES. The checkpoint holds the weights, their running
average (what is used), the optimizer and the minutes spent.
"""
import argparse
import multiprocessing
import os
import time
import zlib

import numpy as np
import torch

from augment import masked, varied
from corpus import Corpus, load_labels
from features import BANDS, START_FRAMES, START_MEAN, normal
from muon import Muon
from network import DEPTH, PRIOR_SHARE, STRIDE, Network
from phones import CLASSES
from sequence import Objective, phone_sequences
from tying import class_count, group_sizes, in_context, unknown_context

PIECE, BATCH = 600, 24     # frames of a piece, whole pieces of a batch
POOL = 640                 # pieces that are put in order of length together
AVERAGE = 0.997
FRAMES_SHARE = 0.1         # of the loss of frames, beside that of sequences


class Speech:
    def __init__(self, folder, names, left_out, tied):
        self.utterances, thirds = [], []
        for name in names:
            corpus = Corpus(folder, name)
            labels = load_labels(os.path.join(folder, name + ".labels.npz"))
            mel = np.memmap(os.path.join(folder, name + ".mel"), np.float16, "r").reshape(-1, BANDS)
            for utterance, classes in labels.items():
                if corpus.speaker(utterance) not in left_out:
                    start, until = corpus.frames(utterance)
                    length = min(until - start, len(classes))
                    thirds.append(classes[:length])
                    self.utterances.append((mel[start:start + length],
                                            in_context(classes[:length], tied)))
        self.frames = sum(len(labels) for labels in thirds)
        self.follows = phone_sequences(thirds)

    def pieces(self, random):
        """All speech once, in pieces of a random beginning and a random order."""
        pieces = []
        for number, (_, labels) in enumerate(self.utterances):
            start = -int(random.integers(0, PIECE)) if len(labels) > PIECE else 0
            while start < len(labels):
                if min(start + PIECE, len(labels)) - max(start, 0) > 100:
                    pieces.append((number, max(start, 0), min(start + PIECE, len(labels))))
                start += PIECE
        random.shuffle(pieces)
        return pieces

    def babble(self, random):
        total = np.zeros((PIECE, BANDS), np.float32)
        for _ in range(4):
            mel, _ = self.utterances[random.integers(len(self.utterances))]
            total += np.resize(np.exp(mel[:PIECE].astype(np.float32)), (PIECE, BANDS))
        return total

    def piece(self, number, start, until, random, babble):
        mel, labels = self.utterances[number]
        features, labels = varied(mel[start:until].astype(np.float32), labels[start:until], random,
                                  babble)
        if random.random() < 0.5:   # as in the midst of an answer: the channel is known
            seen = normal(features, features.mean(0) + random.normal(0, 0.4, BANDS),
                          random.uniform(50, 300))
        else:
            seen = normal(features, np.full(BANDS, START_MEAN), START_FRAMES)
        masked(seen, random)
        return seen, labels

    def groups(self, random):
        """Pieces of about one length together, so that little of a batch is empty."""
        pieces = self.pieces(random)
        for first in range(0, len(pieces), POOL):
            pool = sorted(pieces[first:first + POOL], key=lambda piece: piece[2] - piece[1])
            batches = [[]]
            for piece in pool:
                length = piece[2] - piece[1]
                if (len(batches[-1]) + 1) * length > BATCH * PIECE:
                    batches.append([])
                batches[-1].append(piece)
            random.shuffle(batches)
            yield from batches

    def batches(self, random):
        for group in self.groups(random):
            babble = self.babble(random)
            made = [self.piece(*piece, random, babble) for piece in group]
            longest = -(-max(len(seen) for seen, _ in made) // STRIDE) * STRIDE
            inputs = np.zeros((len(made), longest, BANDS), np.float32)
            wanted = np.full((len(made), longest), -1, np.int64)
            for row, (seen, labels) in enumerate(made):
                inputs[row, :len(seen)] = seen
                wanted[row, :len(labels)] = labels
            yield inputs, wanted


def made_ahead(speech, seed):
    """Batches without end that another process makes, each with the number of its pass."""
    def make(queue):
        random, epoch = np.random.default_rng(seed), 0
        while True:
            for inputs, wanted in speech.batches(random):
                queue.put((epoch, inputs, wanted))
            epoch += 1

    queue = multiprocessing.Queue(4)
    multiprocessing.Process(target=make, args=(queue,), daemon=True).start()
    while True:
        epoch, inputs, wanted = queue.get()
        yield epoch, torch.from_numpy(inputs), torch.from_numpy(wanted)


class Both:
    """The inner matrices step along orthogonal directions (Muon), all else by Adam."""

    def __init__(self, network, options):
        inner, last = [layer.mix.weight for layer in network.layers], network.last.weight
        others = [value for value in network.parameters()
                  if not any(value is matrix for matrix in inner + [last])]
        self.parts = [torch.optim.AdamW(others, lr=options.rate, weight_decay=0.01)]
        if options.muon:
            # what all classes hear of the network goes through the last matrix: by Adam's steps, all
            # of one size, their scores would move a hundredfold
            self.parts += [Muon(inner, options.rate), Muon([last], options.rate)]
        else:
            self.parts[0].add_param_group({"params": inner + [last]})

    def step(self, rate):
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate
            part.step()
            part.zero_grad()

    def state_dict(self):
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, states):
        for part, state in zip(self.parts, states):
            part.load_state_dict(state)


def parents(tied, old_tied):
    """Of each class of `tied` the class of `old_tied` that it was part of: the commonest."""
    votes = np.zeros((class_count(tied), class_count(old_tied)))
    np.add.at(votes, (tied.ravel(), old_tied.ravel()), 1)
    return torch.from_numpy(votes.argmax(1))


def grown(checkpoint, width, tied):
    """The weights of a network as narrow or narrower and of as many classes or fewer, in one of
    `width` and the classes `tied` with the same scores: what is new begins at random and nothing
    old listens to it yet; a class begins as the one it was part of."""
    narrow, depth = checkpoint["width"], checkpoint["average"]["classes.weight"].shape[1]
    state = Network(width, class_count(tied), depth).state_dict()
    parent = parents(tied, checkpoint["tied"])
    for name, old in checkpoint["average"].items():
        new = state[name]
        if name.startswith("classes."):
            old = old[parent]
        if name.endswith("mix.weight"):
            new = new.view(width, 3, width)
            new[:narrow, :, narrow:] = 0
            new[:narrow, :, :narrow] = old.view(narrow, 3, narrow)
        elif name == "last.weight":
            new[:, narrow:] = 0
            new[:, :narrow] = old
        elif new.dim() == 0:
            new.copy_(old)
        else:
            new[:len(old)] = old
    return state


def thirds_of(tied):
    """Of each class which third of a phone it is; -1 of what is no class."""
    return torch.from_numpy(np.append(np.repeat(np.arange(CLASSES), group_sizes(tied)), -1))


class Training:
    def __init__(self, options):
        self.options = options
        begin = torch.load(options.begin, weights_only=False) if options.begin else None
        if options.tied:
            self.tied = np.load(options.tied)["tied"]
        else:
            self.tied = begin["tied"] if begin else unknown_context()
        classes = class_count(self.tied)
        depth = begin["average"]["classes.weight"].shape[1] if begin else DEPTH
        self.third = thirds_of(self.tied)
        self.network = Network(options.width, classes, depth)
        self.average = Network(options.width, classes, depth)
        self.optimizer = Both(self.network, options)
        self.step, self.epoch, self.spent, self.counts = 0, 0, 0.0, torch.ones(classes)
        self.sequences = None       # the objective of sequences; None: of frames alone
        if os.path.exists(options.checkpoint):
            self.resume(torch.load(options.checkpoint, weights_only=False))
        elif begin:
            state = grown(begin, options.width, self.tied)
            self.network.load_state_dict(state)
            self.average.load_state_dict(state)

    def resume(self, state):
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.spent = state["step"], state["epoch"], state["spent"]
        self.counts = state["counts"]

    def save(self):
        torch.save({"network": self.network.state_dict(), "average": self.average.state_dict(),
                    "optimizer": self.optimizer.state_dict(), "step": self.step,
                    "epoch": self.epoch, "spent": self.spent, "counts": self.counts,
                    "width": self.options.width, "tied": self.tied}, self.options.checkpoint + ".new")
        os.replace(self.options.checkpoint + ".new", self.options.checkpoint)

    def seed(self):
        """Another order of the speech for each network: one that goes on from another would first
        hear again what that one heard last."""
        return [zlib.crc32(os.path.basename(self.options.checkpoint).encode()), self.step]

    def rate(self):
        share = self.spent / (60 * self.options.minutes)
        warm = min(1.0, (self.step + 1) / 100)
        fall = max(0.01, 0.5 + 0.5 * np.cos(np.pi * min(1.0, share)))
        return float(self.options.rate * warm * fall)

    def slope(self, scores, wanted, loss, ahead):
        """Goes back from `loss`, of frames, or from that of sequences and a little of it; always
        from `ahead`. Returns the size of the loss of sequences."""
        if self.sequences is None:
            (loss + ahead).backward()
            return []
        size, slope = self.sequences(scores, wanted, (wanted >= 0).sum(1))
        (FRAMES_SHARE * loss + (scores * slope).sum() + ahead).backward()
        return [size]

    def learn(self, inputs, wanted):
        scores, thirds = self.network(inputs)
        loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(),
                                                 ignore_index=-1, label_smoothing=0.05)
        ahead = torch.nn.functional.cross_entropy(
            thirds.flatten(0, 1), self.third[wanted].flatten(), ignore_index=-1)
        sizes = self.slope(scores, wanted, loss, ahead)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step(self.rate())
        self.step += 1
        keep = min(AVERAGE, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for own, new in zip(self.average.state_dict().values(),
                                self.network.state_dict().values()):
                if own.is_floating_point():
                    own.lerp_(new, 1 - keep)
            known = wanted >= 0
            if self.sequences is None:
                self.counts += torch.bincount(wanted[known], minlength=len(self.counts))
            right = (scores.argmax(2) == wanted)[known].float().mean()
        return [loss.item(), right.item()] + sizes


def run(training, speech):
    saved = began = time.time()
    before, begun, log = training.spent, training.epoch, []
    for epoch, inputs, wanted in made_ahead(speech, training.seed()):
        training.epoch = begun + epoch
        log.append(training.learn(inputs, wanted))
        training.spent = before + time.time() - began
        if len(log) == 25:
            names = ("loss", "right", "sequences")
            told = " ".join("%s %.3f" % pair for pair in zip(names, np.mean(log, 0)))
            print("step %d epoch %d %.1f min: %s rate %.5f" % (
                training.step, training.epoch, training.spent / 60, told, training.rate()),
                flush=True)
            log = []
        if training.spent >= 60 * training.options.minutes:
            break
        if time.time() - saved > 60:
            training.save()
            saved = time.time()
    training.save()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("checkpoint")
    parser.add_argument("minutes", type=float)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--from", dest="begin")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--muon", action="store_true", help="for the inner matrices")
    parser.add_argument("--left-out", nargs="*", default=[], help="speakers kept for tuning")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tied", help="tell apart the classes of this file of tying.py")
    parser.add_argument("--sequence", action="store_true",
                        help="learn sequences; begins as a network that knows frames")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    training = Training(options)
    torch.manual_seed(training.step)
    speech = Speech(options.folder, options.corpus, set(options.left_out), training.tied)
    if options.sequence:
        training.counts = torch.load(options.begin, weights_only=False)["counts"]
        prior = PRIOR_SHARE * torch.log(training.counts / training.counts.sum())
        training.sequences = Objective(prior, speech.follows, training.tied)
    print("%.2f hours, %d utterances, %d parameters" % (
        speech.frames / 360000, len(speech.utterances),
        sum(p.numel() for p in training.network.parameters())), flush=True)
    run(training, speech)


if __name__ == "__main__":
    main()
