# SPDX-License-Identifier: GPL-3.0-or-later
"""What collect.py wrote, and labels beside it."""
import os
import random

import numpy as np

from features import frame_count

class Corpus:
    def __init__(self, folder, name):
        self.sound = np.memmap(os.path.join(folder, name + ".pcm"), np.int16, "r")
        self.rows = {}
        for line in open(os.path.join(folder, name + ".tsv")):
            utterance, speaker, start, count, text = line.rstrip("\n").split("\t")
            self.rows[utterance] = (speaker, int(start), int(count), text)
        self.names = list(self.rows)
        self.start, start = {}, 0
        for name in self.names:
            self.start[name] = start
            start += frame_count(self.rows[name][2])

    def shuffled(self):
        names = sorted(self.names)
        random.Random(1).shuffle(names)
        return names

    def frames(self, utterance):
        """Where the frames of CORPUS.mel begin and end."""
        start = self.start[utterance]
        return start, start + frame_count(self.rows[utterance][2])

    def speaker(self, utterance):
        return self.rows[utterance][0]

    def samples(self, utterance):
        _, start, count, _ = self.rows[utterance]
        return np.asarray(self.sound[start:start + count])

    def text(self, utterance):
        return self.rows[utterance][3]


def load_labels(path):
    if not os.path.exists(path):
        return {}
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def save_labels(path, labels):
    np.savez(path + ".new.npz", **labels)
    os.replace(path + ".new.npz", path)
