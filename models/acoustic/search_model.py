# SPDX-License-Identifier: GPL-3.0-or-later
"""A model for PocketSphinx whose feature vector is the network's scores.

search_model.py FOLDER: one value a class, x = sqrt(2 * cost). Each class has one Gaussian with
mean 0, variance 1 in its own dimension and a variance that counts for nothing in all others: its
log likelihood is minus its cost, but for what is the same for all classes.
"""
import os
import struct
import sys

from phones import CLASSES, PHONES, STATES

NOTHING = 1e7
LICENCE = b"# " + b"SPDX-License-Identifier: GPL-3.0-or-later"


def write(path, counts, values):
    with open(path, "wb") as out:
        out.write(b"s3\n" + LICENCE + b"\nversion 1.0\nendhdr\n")
        out.write(struct.pack("<I", 0x11223344))
        out.write(struct.pack("<%di" % len(counts), *counts))
        out.write(struct.pack("<%df" % len(values), *values))


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    order = sorted(PHONES)
    with open(os.path.join(folder, "mdef"), "w") as out:
        print(LICENCE.decode(), file=out)
        print("0.3\n%d n_base\n0 n_tri\n%d n_state_map\n%d n_tied_state\n%d n_tied_ci_state\n"
              "%d n_tied_tmat\n#\n#base lft rt p attrib tmat state ids" % (
                  len(order), len(order) * (STATES + 1), CLASSES, CLASSES, len(order)), file=out)
        for number, phone in enumerate(order):
            states = " ".join(str(STATES * number + third) for third in range(STATES))
            print(phone, "- - -", "filler" if phone == "SIL" else "n/a", number, states, "N",
                  file=out)
    variances = [NOTHING] * CLASSES * CLASSES
    for number, phone in enumerate(order):
        for third in range(STATES):
            own = STATES * PHONES.index(phone) + third
            variances[(STATES * number + third) * CLASSES + own] = 1.0
    size = CLASSES * CLASSES
    write(os.path.join(folder, "means"), (CLASSES, 1, 1, CLASSES, size), [0.0] * size)
    write(os.path.join(folder, "variances"), (CLASSES, 1, 1, CLASSES, size), variances)
    write(os.path.join(folder, "mixture_weights"), (CLASSES, 1, 1, CLASSES), [1.0] * CLASSES)
    steps = []
    for phone in order:
        stay = 0.9 if phone == "SIL" else 0.6
        for third in range(STATES):
            steps += [stay if to == third else 1 - stay if to == third + 1 else 0.0
                      for to in range(STATES + 1)]
    write(os.path.join(folder, "transition_matrices"),
          (len(order), STATES, STATES + 1, len(steps)), steps)
    with open(os.path.join(folder, "noisedict"), "w") as out:
        print("#" + LICENCE.decode(), file=out)
        print("<s> SIL\n</s> SIL\n<sil> SIL", file=out)
    with open(os.path.join(folder, "feat.params"), "w") as out:
        print(LICENCE.decode(), file=out)
        print("-feat 1s_c\n-ceplen %d\n-ncep %d\n-nfilt 40\n-agc none\n-cmn none\n-varnorm no" % (
            CLASSES, CLASSES), file=out)


if __name__ == "__main__":
    main()
