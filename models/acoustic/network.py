# SPDX-License-Identifier: GPL-3.0-or-later
"""The network: convolutions over time, one step of 30 ms in and three frames of values out, by which
the classes are weighed.

Each layer pads with zeros before the beginning and after the end, so that audio/neural.c can run
it piece by piece. What it needs of the future is 60 ms a symmetric layer of distance 2.
"""
import torch
from torch import nn

from features import BANDS
from phones import CLASSES, STATES

STRIDE = 3
DEPTH = 200         # values of a frame, by which the classes are weighed; PocketSphinx takes up to 255
# (steps back, steps ahead) of the outer taps of each layer; the middle tap is the step itself
TAPS = ((1, 1), (1, 1), (2, 2), (2, 1), (3, 1), (3, 1), (4, 1), (4, 0))
PRIOR_SHARE = 0.7   # of the logarithm of how frequent a class is, taken off its score


class Layer(nn.Module):
    """Three taps, batch normalisation, ReLU, and the input added."""

    def __init__(self, width, back, ahead):
        super().__init__()
        self.back, self.ahead = back, ahead
        self.mix = nn.Linear(3 * width, width, bias=False)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, x):    # batch, time, width
        time = x.shape[1]
        padded = nn.functional.pad(x, (0, 0, self.back, self.ahead))
        taps = torch.cat([padded[:, :time], x,
                          padded[:, self.back + self.ahead:self.back + self.ahead + time]], 2)
        mixed = self.mix(taps)
        mixed = self.norm(mixed.flatten(0, 1)).view_as(mixed)
        return x + torch.relu(mixed)


class Network(nn.Module):
    def __init__(self, width, classes, depth=DEPTH):
        super().__init__()
        self.depth = depth
        # a step sees its own three frames and three on either side
        self.first = nn.Linear(3 * STRIDE * BANDS, width, bias=False)
        self.first_norm = nn.BatchNorm1d(width)
        self.layers = nn.ModuleList(Layer(width, back, ahead) for back, ahead in TAPS)
        self.last_norm = nn.BatchNorm1d(width)
        self.last = nn.Linear(width, STRIDE * depth, bias=False)
        self.classes = nn.Linear(depth, classes)
        # thirds of phones after whatever phone, but for silence: PocketSphinx looks ahead by them
        self.thirds = nn.Linear(depth, CLASSES - STATES)
        self.drop = nn.Dropout(0.1)

    def values(self, features):     # batch, frames (whole steps), bands; of each frame `depth` values
        batch, frames, _ = features.shape
        steps = features.reshape(batch, frames // STRIDE, STRIDE * BANDS)
        padded = nn.functional.pad(steps, (0, 0, 1, 1))
        x = self.first(torch.cat([padded[:, :-2], steps, padded[:, 2:]], 2))
        x = torch.relu(self.first_norm(x.flatten(0, 1)).view_as(x))
        for layer in self.layers:
            x = layer(x)
        x = self.last_norm(x.flatten(0, 1)).view_as(x)
        return self.last(self.drop(x)).view(batch, -1, self.depth)

    def forward(self, features):
        """Scores of the classes, and those of thirds after whatever phone, which nothing else is
        to learn from."""
        values = self.values(features)
        scores = self.classes(values)
        thirds = self.thirds(values.detach())
        return scores, torch.cat([scores.detach()[:, :, :STATES], thirds], 2)


def load_network(path):
    """A checkpoint's network as it is used, the logarithm of how frequent each class is, and which
    class each [phone before][phone][third] is."""
    state = torch.load(path, weights_only=False)
    classes, depth = state["average"]["classes.weight"].shape
    network = Network(state["width"], classes, depth)
    network.load_state_dict(state["average"])
    return network.eval(), torch.log(state["counts"] / state["counts"].sum()).numpy(), state["tied"]
