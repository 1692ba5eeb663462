# SPDX-License-Identifier: GPL-3.0-or-later
"""Word errors of the network under PocketSphinx's search (Python package), by group.

judge.py CHECKPOINT LANGUAGE_MODEL DICTIONARY SCALE LIST [EVERY] [OPTION=VALUE...]
LIST: lines of group, sound file (16 kHz; or corpus file, first sample, samples), text, by tabs.
SCALE 0 listens with the stock model in the folder CHECKPOINT instead.
"""
import collections
import sys
import tempfile
import time

import numpy as np
import soundfile
from pocketsphinx import Decoder

from features import log_mel
from network import load_network
from realign import of_values
from search_model import MORE, write_model

FILLERS = {"um", "uh", "er", "ah", "hmm"}


def distance(wanted, heard):
    row = list(range(len(heard) + 1))
    for i, want in enumerate(wanted, 1):
        last, row[0] = row[0], i
        for j, have in enumerate(heard, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (want != have))
    return row[-1]


def words(text):
    return [word for word in text.split() if word not in FILLERS]


def read_list(path):
    for line in open(path):
        group, sound, text = line.rstrip("\n").split("\t")
        if ":" in sound:
            place, start, count = sound.rsplit(":", 2)
            samples = np.fromfile(place, np.int16, int(count), offset=2 * int(start))
        else:
            samples, _ = soundfile.read(sound, dtype="int16")
        yield group, samples, text


def option_value(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return {"yes": True, "no": False}.get(text, text)


def main():
    checkpoint, lm, dictionary, scale, path = sys.argv[1:6]
    every, scale = int(sys.argv[6]) if len(sys.argv) > 6 else 1, float(scale)
    options = dict(option.split("=") for option in sys.argv[7:])
    options = {key: option_value(value) for key, value in options.items()}
    with tempfile.TemporaryDirectory() as folder:
        if scale > 0:
            network, prior, tied = load_network(checkpoint)
            factor = write_model(folder, network, prior, tied, scale)
        decoder = Decoder(hmm=folder if scale > 0 else checkpoint, lm=lm, dict=dictionary,
                          loglevel="FATAL", **({"maxhmmpf": 6000} | options))
    errors, counts = collections.Counter(), collections.Counter()
    seconds = spent = 0.0
    for number, (group, samples, text) in enumerate(read_list(path)):
        if number % every:
            continue
        began = time.process_time()
        decoder.start_utt()
        if scale > 0:
            values = factor * of_values(network.values, log_mel(samples))
            decoder.process_cep(np.pad(values, ((0, 0), (0, MORE))).tobytes(), False, True)
        else:
            decoder.process_raw(samples.tobytes(), False, True)
        decoder.end_utt()
        spent += time.process_time() - began
        seconds += len(samples) / 16000
        hypothesis = decoder.hyp()
        heard = hypothesis.hypstr.split() if hypothesis else []
        errors[group] += distance(words(text), words(" ".join(heard)))
        counts[group] += len(words(text))
        if number < 3 * every:
            print("#", text, "\n#", " ".join(heard))
    for group in sorted(counts):
        print("%-18s %5d words  %5.1f %%" % (group, counts[group],
                                             100 * errors[group] / counts[group]))
    print("factor %.2f" % (spent / seconds), flush=True)


if __name__ == "__main__":
    main()
