# SPDX-License-Identifier: GPL-3.0-or-later
"""Other rooms, voices, microphones and speeds, made of mel energies: no sound is computed."""
import numpy as np
from scipy.signal import lfilter

from features import BANDS, FLOOR

FRAME_S = 0.01


def smooth_curve(random, spread):
    """A random curve over the bands, in nepers of energy."""
    knots = random.normal(0.0, spread, 6)
    return np.interp(np.linspace(0, 5, BANDS), np.arange(6), knots).astype(np.float32)


def other_speed(energy, labels, random):
    factor = random.uniform(0.87, 1.18)
    count = int(len(energy) / factor)
    at = np.minimum(np.arange(count) * factor, len(energy) - 1)
    low = at.astype(int)
    share = (at - low)[:, None].astype(np.float32)
    high = np.minimum(low + 1, len(energy) - 1)
    return energy[low] * (1 - share) + energy[high] * share, labels[np.rint(at).astype(int)]


def other_voice(energy, random):
    """A longer or shorter vocal tract: all bands move."""
    at = np.clip(np.arange(BANDS) * random.uniform(0.92, 1.08), 0, BANDS - 1)
    low = np.minimum(at.astype(int), BANDS - 2)
    share = (at - low).astype(np.float32)
    return energy[:, low] * (1 - share) + energy[:, low + 1] * share


def other_room(energy, random):
    decay = 10.0 ** (-6.0 * FRAME_S / random.uniform(0.15, 0.8))
    share = 10.0 ** (-random.uniform(2, 14) / 10) * (1 - decay)
    return energy + lfilter([0.0, share], [1.0, -decay], energy, axis=0).astype(np.float32)


def noise(count, random, babble):
    if babble is not None and random.random() < 0.3:
        return np.resize(babble, (count, BANDS))
    shape = np.exp(smooth_curve(random, 1.5) - np.linspace(0, random.uniform(0, 4), BANDS))
    grain = random.gamma(3.0, 1 / 3.0, (count, BANDS))
    return (shape * grain).astype(np.float32)


def with_noise(energy, random, babble):
    extra = noise(len(energy), random, babble)
    ratio = 10.0 ** (-random.uniform(6, 35) / 10)
    return energy + extra * (ratio * energy.mean() / max(extra.mean(), 1e-12))


def other_band(energy, random):
    energy = energy.copy()
    energy[:, random.integers(26, BANDS):] *= 1e-4
    energy[:, :random.integers(0, 6)] *= 1e-3
    return energy


def varied(features, labels, random, babble=None):
    """`features`: log energies. Returns others of the same speech, and their labels."""
    energy = np.exp(features) - FLOOR
    if random.random() < 0.5:
        energy, labels = other_speed(energy, labels, random)
    if random.random() < 0.5:
        energy = other_voice(energy, random)
    if random.random() < 0.25:
        energy = other_room(energy, random)
    if random.random() < 0.35:
        energy = with_noise(energy, random, babble)
    energy = energy * np.exp(smooth_curve(random, 0.5) + random.normal(0, 1.2))
    if random.random() < 0.08:
        energy = other_band(energy, random)
    return np.log(np.maximum(energy, 0) + FLOOR).astype(np.float32), labels


def masked(normal, random):
    """Some bands and some moments are not to be relied on. In place."""
    for _ in range(2):
        width = random.integers(0, 6)
        start = random.integers(0, BANDS - width)
        normal[:, start:start + width] = 0
    for _ in range(len(normal) // 300):
        width = random.integers(0, 13)
        start = random.integers(0, max(1, len(normal) - width))
        normal[start:start + width] = 0
