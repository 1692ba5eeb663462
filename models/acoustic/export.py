# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a checkpoint as the file that audio/neural_file.c reads: one byte a weight.

export.py CHECKPOINT FILE [SCALE]. Batch normalisation, prior and SCALE go into the weights, so that
the outputs are costs but for their sign and what all classes of a frame have in common.
"""
import hashlib
import struct
import sys

import numpy as np
import torch

from network import PRIOR_SHARE, STRIDE, TAPS, load_network
from phones import CLASSES


def folded(norm):
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().numpy()
    return scale, (norm.bias.detach().numpy() - norm.running_mean.numpy() * scale)


def stages(network, prior, scale):
    """taps, back, ahead, positive, added, weights (a row an output), bias."""
    factor, bias = folded(network.first_norm)
    yield 3, 1, 1, 1, 0, network.first.weight.detach().numpy() * factor[:, None], bias
    for layer, (back, ahead) in zip(network.layers, TAPS):
        factor, bias = folded(layer.norm)
        yield 3, back, ahead, 1, 1, layer.mix.weight.detach().numpy() * factor[:, None], bias
    factor, shift = folded(network.last_norm)
    weights = network.last.weight.detach().numpy()
    bias = network.last.bias.detach().numpy() + weights @ shift
    bias -= PRIOR_SHARE * np.tile(prior, STRIDE)
    yield 1, 0, 0, 0, 0, scale * weights * factor, scale * bias


def main():
    scale = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    network, prior = load_network(sys.argv[1])
    written = list(stages(network, prior, scale))
    payload = struct.pack("<2I", CLASSES, len(written))
    for *numbers, weights, bias in written:
        scales = np.maximum(np.abs(weights).max(1), 1e-9) / 127
        payload += struct.pack("<7I", *numbers, weights.shape[1], weights.shape[0])
        payload += scales.astype("<f4").tobytes() + bias.astype("<f4").tobytes()
        payload += np.rint(weights / scales[:, None]).astype(np.int8).tobytes()
    with open(sys.argv[2], "wb") as out:
        out.write(b"greenroom network 2\n" + hashlib.sha256(payload).digest())
        out.write(payload)


if __name__ == "__main__":
    main()
