# SPDX-License-Identifier: GPL-3.0-or-later
"""What the network sees: 40 log mel energies every 10 ms, minus their running mean.

audio/mel.c does the same; tests/audio/test_neural.c compares. As a program,
features.py FOLDER CORPUS... writes FOLDER/CORPUS.mel (half precision, before the mean).
"""
import os
import sys

import numpy as np

RATE, FRAME, WINDOW, SIZE, BANDS = 16000, 160, 400, 512, 40
LOW_HZ, HIGH_HZ = 60.0, 7600.0
FLOOR = 1e-6    # of energy, samples from -1 to 1
SPREAD = 3.0    # what the features are divided by
# The mean before anything was heard: of quiet read speech; it counts as many frames as this.
START_MEAN, START_FRAMES = -5.0, 50.0


def mel(hz):
    return 1127.0 * np.log1p(hz / 700.0)


def filters():
    edges = np.linspace(mel(LOW_HZ), mel(HIGH_HZ), BANDS + 2)
    bins = mel(np.arange(SIZE // 2 + 1) * RATE / SIZE)
    rise = (bins[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - bins[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0.0, np.minimum(rise, fall)).astype(np.float32)


HANN = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)
FILTERS = filters().T.copy()


def frame_count(samples):
    return max(0, (samples - WINDOW) // FRAME + 1)


def log_mel(samples):
    count = frame_count(len(samples))
    if count == 0:
        return np.zeros((0, BANDS), np.float32)
    sound = np.ascontiguousarray(samples, np.float32) / 32768.0
    frames = np.lib.stride_tricks.as_strided(sound, (count, WINDOW),
                                             (4 * FRAME, 4), writeable=False)
    spectrum = np.fft.rfft(frames * HANN, SIZE)
    energy = (spectrum.real ** 2 + spectrum.imag ** 2).astype(np.float32)
    return np.log(energy @ FILTERS + FLOOR)


def normal(features, mean=None, frames=START_FRAMES):
    """Minus the mean of all frames so far and of `frames` frames of `mean` before them."""
    mean = np.full(BANDS, START_MEAN, np.float32) if mean is None else mean
    seen = frames + np.arange(1, len(features) + 1, dtype=np.float32)[:, None]
    means = (np.cumsum(features, axis=0, dtype=np.float64) + frames * mean) / seen
    return ((features - means) / SPREAD).astype(np.float32)


def main():
    from corpus import Corpus
    folder = sys.argv[1]
    for name in sys.argv[2:]:
        corpus = Corpus(folder, name)
        with open(os.path.join(folder, name + ".mel.new"), "wb") as out:
            for utterance in corpus.names:
                out.write(log_mel(corpus.samples(utterance)).astype(np.float16).tobytes())
        os.replace(os.path.join(folder, name + ".mel.new"), os.path.join(folder, name + ".mel"))


if __name__ == "__main__":
    main()
