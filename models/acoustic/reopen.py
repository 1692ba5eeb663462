# SPDX-License-Identifier: GPL-3.0-or-later
"""A checkpoint to go on from, out of the files that Greenroom listens with.

reopen.py NETWORK_FOLDER CLASSES SCALE CHECKPOINT FOLDER CORPUS...

CLASSES: classes.json beside this, or `thirds` for a network that tells apart thirds of phones. SCALE is
what the network was exported with. Batch normalisation, which export.py puts into the weights, is
taken out of them again by what FOLDER/CORPUS.mel gives. What rounding to bytes took does not come back.
"""
import json
import os
import struct
import sys

import numpy as np
import torch

from corpus import Corpus
from features import BANDS, normal
from network import PRIOR_SHARE, STRIDE, Network
from phones import CLASSES, STATES
from search_model import MORE, depends_on_before, prior_of_thirds, sorted_thirds
from tying import unknown_context

UTTERANCES = 60     # of each corpus


def read_stages(path):
    """Weights, a row an output, and biases of all stages."""
    data = open(path, "rb").read()
    at = data.index(b"\n") + 1 + 32
    _, count = struct.unpack_from("<2I", data, at)
    at += 8
    for _ in range(count):
        *_, inputs, outputs = struct.unpack_from("<7I", data, at)
        at += 28
        scales, biases = np.frombuffer(data, "<f4", 2 * outputs, at).reshape(2, outputs)
        at += 8 * outputs
        weights = np.frombuffer(data, np.int8, inputs * outputs, at).reshape(outputs, inputs)
        at += inputs * outputs
        yield weights * scales[:, None], biases.copy()


def read_rows(path, scale):
    """Weights and biases of all senones: search_model.gaussians() backwards."""
    data = open(path, "rb").read()
    at = data.index(b"endhdr\n") + 7 + 4
    count, _, _, size, _ = struct.unpack_from("<5i", data, at)
    means = np.frombuffer(data, "<f4", count * size, at + 20).reshape(count, size).astype(np.float64)
    return means[:, :-MORE] / scale, -0.5 * (means ** 2).sum(1) / scale


def plain_norm(norm, bias):
    norm.weight.data.fill_(1)
    norm.bias.data = torch.from_numpy(np.float32(bias))
    norm.running_mean.zero_()
    norm.running_var.fill_(1 - norm.eps)


def fill(network, stages, rows, biases, prior, tied):
    norms = [network.first_norm] + [layer.norm for layer in network.layers]
    matrices = [network.first] + [layer.mix for layer in network.layers]
    for norm, matrix, (weights, bias) in zip(norms, matrices, stages[:-1]):
        matrix.weight.data = torch.from_numpy(np.float32(weights))
        plain_norm(norm, bias)
    weights, bias = stages[-1]
    per_frame = weights.reshape(STRIDE, network.depth + MORE, -1)[:, :network.depth]
    network.last.weight.data = torch.from_numpy(np.float32(per_frame.reshape(STRIDE * network.depth, -1)))
    # the shift before the last matrix gives the bias after it
    shift = np.linalg.lstsq(weights, bias, rcond=None)[0]
    plain_norm(network.last_norm, shift)
    order = np.argsort(sorted_thirds())
    thirds = order[STATES:]
    first = CLASSES if depends_on_before(tied) else 0
    own = slice(first, None) if first else order
    network.classes.weight.data = torch.from_numpy(np.float32(rows[own]))
    network.classes.bias.data = torch.from_numpy(np.float32(biases[own] + PRIOR_SHARE * prior))
    network.thirds.weight.data = torch.from_numpy(np.float32(rows[thirds]))
    own_prior = PRIOR_SHARE * prior_of_thirds(prior, tied)[STATES:]
    network.thirds.bias.data = torch.from_numpy(np.float32(biases[thirds] + own_prior))


def speech(folder, names):
    for name in names:
        corpus = Corpus(folder, name)
        mels = np.memmap(os.path.join(folder, name + ".mel"), np.float16, "r").reshape(-1, BANDS)
        for utterance in corpus.shuffled()[:UTTERANCES]:
            start, until = corpus.frames(utterance)
            mel = mels[start:until].astype(np.float32)
            mel = mel[:len(mel) // STRIDE * STRIDE]
            yield torch.from_numpy(normal(mel, mel.mean(0), 100.0))[None]


def take_out_norms(network, inputs):
    """The same outputs, with the means and variances that `inputs` have inside."""
    norms = [network.first_norm] + [layer.norm for layer in network.layers]
    sums = {}

    def add(norm, inside, _):
        values = inside[0].double()
        old = sums.get(norm, (0, 0, 0))
        sums[norm] = (old[0] + len(values), old[1] + values.sum(0), old[2] + (values ** 2).sum(0))

    hooks = [norm.register_forward_hook(add) for norm in norms]
    with torch.no_grad():
        for seen in inputs:
            network(seen)
        for norm, hook in zip(norms, hooks):
            hook.remove()
            count, total, squares = sums[norm]
            mean = total / count
            variance = squares / count - mean ** 2
            norm.bias.copy_(norm.bias + mean)
            norm.weight.copy_(torch.sqrt(variance + norm.eps))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)


def main():
    place, classes, scale, path, folder = sys.argv[1:6]
    tied, counts = unknown_context(), np.ones(CLASSES)
    if classes != "thirds":
        known = json.load(open(classes))
        tied, counts = np.array(known["tied"]), np.array(known["counts"])
    rows, biases = read_rows(os.path.join(place, "means"), float(scale))
    stages = list(read_stages(os.path.join(place, "weights.bin")))
    network = Network(len(stages[0][1]), len(counts), rows.shape[1]).eval()
    fill(network, stages, rows, biases, np.log(counts / counts.sum()), tied)
    take_out_norms(network, speech(folder, sys.argv[6:]))
    torch.save({"average": network.state_dict(), "width": len(stages[0][1]), "tied": tied,
                "counts": torch.from_numpy(np.float32(counts))}, path)


if __name__ == "__main__":
    main()
