# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a checkpoint as the files that Greenroom listens with.

export.py CHECKPOINT FOLDER [SCALE]. FOLDER/weights.bin is what audio/neural_file.c reads: one byte a
weight, batch normalisation in the weights. It gives the values that PocketSphinx's Gaussians in the
same folder weigh (search_model.py); prior and SCALE are in those. Needs pocketsphinx_mdef_convert.
"""
import hashlib
import os
import struct
import sys

import numpy as np
import torch

import search_model
from network import STRIDE, TAPS, load_network


def folded(norm):
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().numpy()
    return scale, (norm.bias.detach().numpy() - norm.running_mean.numpy() * scale)


def stages(network, factor):
    """taps, back, ahead, positive, added, weights (a row an output), bias."""
    own, bias = folded(network.first_norm)
    yield 3, 1, 1, 1, 0, network.first.weight.detach().numpy() * own[:, None], bias
    for layer, (back, ahead) in zip(network.layers, TAPS):
        own, bias = folded(layer.norm)
        yield 3, back, ahead, 1, 1, layer.mix.weight.detach().numpy() * own[:, None], bias
    own, shift = folded(network.last_norm)
    weights = network.last.weight.detach().numpy() * factor
    frames = [np.pad(part, ((0, search_model.MORE), (0, 0)))
              for part in weights.reshape(STRIDE, network.depth, -1)]
    weights = np.concatenate(frames)
    yield 1, 0, 0, 0, 0, weights * own, weights @ shift


def write_weights(network, factor, path):
    written = list(stages(network, factor))
    payload = struct.pack("<2I", network.depth + search_model.MORE, len(written))
    for *numbers, weights, bias in written:
        scales = np.maximum(np.abs(weights).max(1), 1e-9) / 127
        payload += struct.pack("<7I", *numbers, weights.shape[1], weights.shape[0])
        payload += scales.astype("<f4").tobytes() + bias.astype("<f4").tobytes()
        payload += np.rint(weights / scales[:, None]).astype(np.int8).tobytes()
    with open(path, "wb") as out:
        out.write(b"greenroom network 3\n" + hashlib.sha256(payload).digest())
        out.write(payload)


def main():
    network, prior, tied = load_network(sys.argv[1])
    folder, scale = sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    os.makedirs(folder, exist_ok=True)
    factor = search_model.write_model(folder, network, prior, tied, scale)
    write_weights(network, factor, os.path.join(folder, "weights.bin"))


if __name__ == "__main__":
    main()
