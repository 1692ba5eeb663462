# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/audio/test_neural.c compares with: a tiny network of random weights, and the features
and values that the training's own code gives for a made sound.

test_vectors.py FOLDER writes tiny-network.bin and neural-vectors.txt
"""
import os
import sys

import numpy as np
import torch

import export
from features import BANDS, log_mel, normal
from network import DEPTH, STRIDE, Network
from phones import CLASSES

SAMPLES, WIDTH, SEED = 2 * 16000 + 77, 8, 5


def made_sound():
    """Noise of changing strength, the same in C."""
    state, samples = SEED, np.empty(SAMPLES, np.int16)
    for i in range(SAMPLES):
        state = (state * 1103515245 + 12345) % 2 ** 31
        samples[i] = ((state >> 16) % 4096 - 2048) >> (i // 4000 % 6)
    return samples


def random_network():
    torch.manual_seed(SEED)
    network = Network(WIDTH, CLASSES)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm1d):
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
            torch.nn.init.normal_(module.weight)
            torch.nn.init.normal_(module.bias)
    return network.eval()


def rounded(network):
    """The same network with the one-byte weights that the file holds."""
    stages = []
    for *numbers, weights, bias in export.stages(network, 1.0):
        scales = np.maximum(np.abs(weights).max(1), 1e-9)[:, None] / 127
        stages.append((numbers, np.rint(weights / scales) * scales, bias))
    return stages


def run(stages, features):
    x = features.reshape(len(features) // STRIDE, STRIDE * BANDS).astype(np.float64)
    for (taps, back, ahead, positive, added), weights, bias in stages:
        padded = np.pad(x, ((back, ahead), (0, 0)))
        parts = [padded[:len(x)], x, padded[back + ahead:][:len(x)]] if taps == 3 else [x]
        out = np.concatenate(parts, 1) @ weights.T + bias
        out = np.maximum(out, 0) if positive else out
        x = x + out if added else out
    return x.reshape(len(features), -1)


def main():
    folder = sys.argv[1]
    network = random_network()
    export.write_weights(network, 1.0, os.path.join(folder, "tiny-network.bin"))
    features = normal(log_mel(made_sound()))
    whole = np.zeros((-(-len(features) // STRIDE) * STRIDE, BANDS), np.float32)
    whole[:len(features)] = features
    values = run(rounded(network), whole)[:len(features)]
    with torch.no_grad():
        near = network.values(torch.from_numpy(whole)[None])[0].numpy()[:len(features)]
    apart = np.abs(near - values[:, :DEPTH]).mean()
    assert apart < 0.05 * np.abs(near).mean()   # only the rounding
    with open(os.path.join(folder, "neural-vectors.txt"), "w") as out:
        print("# SPDX-License-Identifier: GPL-3.0-or-later", file=out)
        print("# Made by models/acoustic/test_vectors.py: kind, frame, first values.", file=out)
        print("frames", len(features), file=out)
        for frame in (0, 1, 50, 120, len(features) - 1):
            print("feature", frame, *("%.4f" % v for v in features[frame]), file=out)
        for frame in (0, 1, 2, 35, 36, 100, 150, len(features) - 2, len(features) - 1):
            print("value", frame, *("%.4f" % v for v in values[frame][:40]), file=out)


if __name__ == "__main__":
    main()
