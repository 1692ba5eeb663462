# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels by the network itself: the best path through the words of each utterance, whichever
pronunciation and with or without a silence between words.

realign.py FOLDER CHECKPOINT DICTIONARY HOURS CORPUS...: at most HOURS of each, spread over it.
"""
import os
import re
import sys
import time

import numpy as np
import torch

from corpus import Corpus, save_labels
from features import BANDS, normal
from network import PRIOR_SHARE, STRIDE, load_network
from phones import CLASSES, PHONES, STATES

WORST = 2.0     # nepers a frame, over the best class: a path as bad has the wrong words


def read_dictionary(path):
    words = {}
    for line in open(path, encoding="utf-8"):
        head, *phones = line.split()
        words.setdefault(re.sub(r"\(\d+\)$", "", head), []).append(
            [PHONES.index(phone) for phone in phones])
    return words


class Graph:
    """States in order; which states may come before each."""

    def __init__(self, text, dictionary):
        self.classes, self.before = [], []
        ends = [-1] + self.chain([PHONES.index("SIL")], [-1])
        for word in text.split():
            ends = [end for phones in dictionary[word] for end in self.chain(phones, ends)]
            ends += self.chain([PHONES.index("SIL")], ends)
        self.ends = ends

    def chain(self, phones, ends):
        for phone in phones:
            for third in range(STATES):
                self.classes.append(STATES * phone + third)
                self.before.append(list(ends))
                ends = [len(self.classes) - 1]
        return ends

    def best_path(self, scores):
        """`scores`: frames by classes. The state of each frame, and the path's score."""
        count, frames = len(self.classes), len(scores)
        entries = np.array([state for state, before in enumerate(self.before)
                            if before != [state - 1] or state == 0])
        width = max(len(self.before[state]) for state in entries)
        came = np.full((len(entries), width), count)        # state `count`: never
        for row, state in enumerate(entries):
            others = [other for other in self.before[state] if other >= 0]
            came[row, :len(others)] = others
        rows = np.arange(len(entries))
        own = scores[:, self.classes].astype(np.float32)
        best = np.full(count + 1, -1e9, np.float32)
        first = [state for state in entries if -1 in self.before[state]]
        best[first] = own[0, first]
        moved = np.zeros((frames, count), bool)
        origin = np.zeros((frames, len(entries)), np.int32)
        step = np.full(count, -1e9, np.float32)
        for frame in range(1, frames):
            options = best[came]
            choice = options.argmax(1)
            origin[frame] = came[rows, choice]
            step[1:] = best[:count - 1]
            step[entries] = options[rows, choice]
            np.greater(step, best[:count], out=moved[frame])
            np.maximum(step, best[:count], out=best[:count])
            best[:count] += own[frame]
        state = max(self.ends, key=lambda end: best[end])
        total, path = best[state], np.empty(frames, np.int32)
        entry = {int(at): row for row, at in enumerate(entries)}
        for frame in range(frames - 1, -1, -1):
            path[frame] = state
            if moved[frame, state]:
                state = origin[frame, entry[state]] if state in entry else state - 1
                state = int(state)
        return path, total


def of_thirds(posteriors, tied):
    """Of logarithms a class those a third of a phone, after whatever phone."""
    share = np.zeros((posteriors.shape[-1], CLASSES), np.float32)
    for third in range(CLASSES):
        share[np.unique(tied[:, third // STATES, third % STATES]), third] = 1
    return np.log(np.exp(posteriors) @ share + 1e-20)


def of_values(values, mel):
    """What `values`, of a network, are for each frame."""
    seen = normal(mel, mel.mean(0), 100.0)
    padded = np.zeros((-(-len(seen) // STRIDE) * STRIDE, BANDS), np.float32)
    padded[:len(seen)] = seen
    with torch.no_grad():
        return values(torch.from_numpy(padded)[None])[0][:len(seen)].numpy()


def log_posteriors(network, mel):
    return of_values(lambda seen: torch.log_softmax(network(seen)[0], 2), mel)


def main():
    folder, checkpoint, dictionary = sys.argv[1], sys.argv[2], read_dictionary(sys.argv[3])
    hours = float(sys.argv[4])
    torch.set_num_threads(1)
    network, prior, tied = load_network(checkpoint)
    prior = of_thirds(prior, tied)
    for name in sys.argv[5:]:
        corpus = Corpus(folder, name)
        mels = np.memmap(os.path.join(folder, name + ".mel"), np.float16, "r").reshape(-1, BANDS)
        labels, unknown, bad, done = {}, 0, 0, 0
        for count, utterance in enumerate(corpus.shuffled()):
            text = corpus.text(utterance)
            if not all(word in dictionary for word in text.split()):
                unknown += 1
                continue
            start, until = corpus.frames(utterance)
            mel = mels[start:until].astype(np.float32)
            scores = of_thirds(log_posteriors(network, mel), tied) - PRIOR_SHARE * prior
            graph = Graph(text, dictionary)
            path, total = graph.best_path(scores)
            if (scores.max(1).sum() - total) / len(scores) > WORST:
                bad += 1
                continue
            labels[utterance] = np.array(graph.classes, np.int16)[path]
            done += until - start
            if done > hours * 360000:
                break
        save_labels(os.path.join(folder, name + ".labels.npz"), labels)
        print("%s: %d labelled, %.2f hours, %d with unknown words, %d left out, %.1f min" % (
            name, len(labels), done / 360000, unknown, bad, time.process_time() / 60), flush=True)


if __name__ == "__main__":
    main()
