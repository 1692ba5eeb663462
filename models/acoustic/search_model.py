# SPDX-License-Identifier: GPL-3.0-or-later
"""A model for PocketSphinx's search whose feature vector is the network's values of a frame.

The network's last layer becomes Gaussians, one a senone, all variances 1: what a class scores is
w . x + b, and minus half the square of the distance of x to w is that but for |w|, which one more
dimension makes good, and |x|, which is the same for all. Senones are thirds of phones after whatever
phone, by which PocketSphinx looks ahead, then the network's classes.
"""
import os
import struct
import subprocess

import numpy as np

from network import PRIOR_SHARE, STRIDE
from phones import CLASSES, PHONES, STATES
from tying import class_count, group_sizes

MORE = 1        # dimension, 0 in each frame
LICENCE = b"# " + b"SPDX-License-Identifier: GPL-3.0-or-later"


def depends_on_before(tied):
    return class_count(tied) > CLASSES


def prior_of_thirds(prior, tied):
    """The logarithm of how frequent each third of a phone is, after whatever phone."""
    return np.log(np.add.reduceat(np.exp(prior), np.cumsum([0] + group_sizes(tied)[:-1])))


def rows(network, prior, tied):
    """Weights and biases of all senones, prior off."""
    own = [layer.weight.detach().numpy() for layer in (network.thirds, network.classes)]
    bias = [layer.bias.detach().numpy() for layer in (network.thirds, network.classes)]
    of_thirds = prior_of_thirds(prior, tied)
    thirds = np.concatenate([own[1][:STATES], own[0]])
    biases = np.concatenate([bias[1][:STATES], bias[0]]) - PRIOR_SHARE * of_thirds
    order = sorted_thirds()
    if not depends_on_before(tied):
        return own[1][order], (bias[1] - PRIOR_SHARE * prior)[order]
    return np.concatenate([thirds[order], own[1]]), \
        np.concatenate([biases[order], bias[1] - PRIOR_SHARE * prior])


def size_of_values(network):
    """How large a frame's values usually are, by the weights that make them."""
    own = network.last.weight * network.last_norm.weight
    return float((own * own).sum().detach() / STRIDE) ** 0.5


def gaussians(network, prior, tied, scale):
    """Means of the senones, and by how much the values are to be multiplied: both about as large."""
    weights, biases = rows(network, prior, tied)
    factor = (scale * np.sqrt((weights ** 2).sum(1).mean()) / size_of_values(network)) ** 0.5
    means = weights * scale / factor
    height = scale * biases + 0.5 * (means ** 2).sum(1)
    return np.hstack([means, np.sqrt(2 * (height.max() - height))[:, None]]), factor


def sorted_phones():
    return sorted(range(len(PHONES)), key=lambda phone: PHONES[phone])


def sorted_thirds():
    """The thirds of phones in PocketSphinx's order."""
    return [STATES * phone + third for phone in sorted_phones() for third in range(STATES)]


def write(path, counts, numbers):
    with open(path, "wb") as out:
        out.write(b"s3\n" + LICENCE + b"\nversion 1.0\nendhdr\n")
        out.write(struct.pack("<I", 0x11223344))
        out.write(struct.pack("<%di" % len(counts), *counts))
        out.write(np.asarray(numbers, "<f4").tobytes())


def senones_of(tied):
    """(phone, before, senones) in the order of PocketSphinx: of phones after whatever phone, whose
    `before` is None, then of phones after each."""
    order = sorted_phones()
    for number, phone in enumerate(order):
        yield phone, None, [STATES * number + third for third in range(STATES)]
    for phone in order if depends_on_before(tied) else ():
        for before in order if PHONES[phone] != "SIL" else ():
            yield phone, before, [CLASSES + senone for senone in tied[before, phone]]


def write_definition(tied, path):
    """The phone after does not count, so all of them have the same senones, within words and
    between: PocketSphinx takes what holds inside a word where it finds nothing else."""
    found = list(senones_of(tied))
    contexts = sum(before is not None for _, before, _ in found) * len(PHONES)
    senones = CLASSES + (class_count(tied) if depends_on_before(tied) else 0)
    with open(path, "w") as out:
        print("0.3\n%d n_base\n%d n_tri\n%d n_state_map\n%d n_tied_state\n%d n_tied_ci_state\n"
              "%d n_tied_tmat\n#\n#base lft rt p attrib tmat state ids" % (
                  len(PHONES), contexts, (len(PHONES) + contexts) * (STATES + 1), senones, CLASSES,
                  len(PHONES)), file=out)
        matrix = {phone: number for number, (phone, before, _) in enumerate(found) if before is None}
        for phone, before, own in found:
            states = " ".join(map(str, own))
            kind = "filler" if PHONES[phone] == "SIL" else "n/a"
            if before is None:
                print(PHONES[phone], "- - -", kind, matrix[phone], states, "N", file=out)
                continue
            for after in sorted(PHONES):
                print(PHONES[phone], PHONES[before], after, "i", kind, matrix[phone], states, "N",
                      file=out)


def write_gaussians(means, folder):
    count, size = means.shape
    counts = (count, 1, 1, size, count * size)
    write(os.path.join(folder, "means"), counts, means.ravel())
    write(os.path.join(folder, "variances"), counts, np.ones(count * size))
    write(os.path.join(folder, "mixture_weights"), (count, 1, 1, count), np.ones(count))


def write_steps(folder):
    steps = []
    for phone in sorted(PHONES):
        stay = 0.9 if phone == "SIL" else 0.6
        for third in range(STATES):
            steps += [stay if to == third else 1 - stay if to == third + 1 else 0.0
                      for to in range(STATES + 1)]
    write(os.path.join(folder, "transition_matrices"),
          (len(PHONES), STATES, STATES + 1, len(steps)), steps)


def write_model(folder, network, prior, tied, scale):
    """Returns by how much the network's values are to be multiplied."""
    definition = os.path.join(folder, "mdef")
    write_definition(tied, definition + ".text")
    subprocess.run(["pocketsphinx_mdef_convert", "-bin", definition + ".text", definition], check=True,
                   stderr=subprocess.DEVNULL)
    os.remove(definition + ".text")
    means, factor = gaussians(network, prior, tied, scale)
    write_gaussians(means, folder)
    write_steps(folder)
    with open(os.path.join(folder, "noisedict"), "w") as out:
        print("#" + LICENCE.decode(), file=out)
        print("<s> SIL\n</s> SIL\n<sil> SIL", file=out)
    size = means.shape[1]
    with open(os.path.join(folder, "feat.params"), "w") as out:
        print(LICENCE.decode(), file=out)
        print("-feat 1s_c\n-ceplen %d\n-ncep %d\n-nfilt 40\n-agc none\n-cmn none\n-varnorm no" % (
            size, size), file=out)
    return factor
