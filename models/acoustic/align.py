# SPDX-License-Identifier: GPL-3.0-or-later
"""First labels: which third of which phone sounds in each 10 ms, by forced alignment with
PocketSphinx 5 (Python package) and its stock model.

align.py MODEL_FOLDER FOLDER HOURS CORPUS...

Writes FOLDER/CORPUS.labels.npz: name -> one class a frame, 3 * phone + third (phones.txt's order).
Takes HOURS of each corpus, spread over it; goes on where it was stopped.
"""
import os
import sys

import numpy as np
from pocketsphinx import Decoder

from corpus import Corpus, load_labels, save_labels
from phones import PHONES

FRAME = 160


def aligned(decoder, samples, text):
    sound = samples.tobytes()
    decoder.set_align_text(text)
    for again in (False, True):
        if again:
            decoder.set_alignment()
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
    labels = np.full(len(samples) // FRAME, -1, np.int16)
    for word in decoder.get_alignment():
        for phone in word:
            for third, state in enumerate(phone):
                until = state.start + state.duration
                labels[state.start:until] = 3 * PHONES.index(phone.name) + third
    return labels


def main():
    models, folder, hours = sys.argv[1], sys.argv[2], float(sys.argv[3])
    decoder = Decoder(hmm=models + "/en-us", dict=models + "/cmudict-en-us.dict", lm=None,
                      bestpath=False, loglevel="FATAL", cmn="batch")
    for name in sys.argv[4:]:
        corpus = Corpus(folder, name)
        path = os.path.join(folder, name + ".labels.npz")
        labels = load_labels(path)
        done = failed = 0
        for count, utterance in enumerate(corpus.shuffled()):
            if done >= hours * 3600 * 16000:
                break
            done += len(corpus.samples(utterance))
            if utterance in labels:
                continue
            try:
                labels[utterance] = aligned(decoder, corpus.samples(utterance),
                                            corpus.text(utterance))
            except RuntimeError:    # a word that the dictionary lacks, or no path
                failed += 1
            if count % 50 == 49:
                save_labels(path, labels)
        save_labels(path, labels)
        print("%s: %d aligned, %d failed" % (name, len(labels), failed), flush=True)


if __name__ == "__main__":
    main()
