# SPDX-License-Identifier: GPL-3.0-or-later
"""Interview text of our own, spoken by Debian's voices, as one more corpus to train on.

speak.py FOLDER CORPUS HOURS TEXT...: writes FOLDER/CORPUS.pcm and .tsv as collect.py does. TEXT: files
of models/interview and models/rubric/text. Needs flite, festival with its voices, and espeak-ng.
flite's voice awb is never used: it shows what voices that were not learned gain.
"""
import os
import random
import re
import subprocess
import sys
import tempfile

from collect import RATE, decode, plain

SHARES = (("flite slt", 5), ("flite rms", 5), ("flite kal", 3), ("flite kal16", 2),
          ("festival voice_kal_diphone", 3), ("festival voice_cmu_us_slt_arctic_hts", 2),
          ("espeak-ng en-us", 1), ("espeak-ng en-us+f2", 1), ("espeak-ng en-us+klatt3", 1),
          ("espeak-ng en-us+m3", 1), ("espeak-ng en-gb+f5", 1))
FEWEST, MOST = 5, 18    # words of a piece


def flite(voice, text, path, choice):
    stretch = "duration_stretch=%.2f" % choice.uniform(0.8, 1.15)
    subprocess.run(["flite", "-voice", voice, "--setf", stretch, "-t", text, "-o", path], check=True)


def festival(voice, text, path, choice):
    orders = '(%s) (Parameter.set \'Duration_Stretch %.2f) (set! u (SynthText "%s")) ' % (
        voice, choice.uniform(0.85, 1.2), text)
    orders += '(utt.save.wave u "%s" \'riff)' % path
    subprocess.run(["festival", "--pipe"], input=orders, text=True, check=True)


def espeak_ng(voice, text, path, choice):
    pace, pitch = str(choice.randint(140, 200)), str(choice.randint(25, 75))
    subprocess.run(["espeak-ng", "-v", voice, "-s", pace, "-p", pitch, "-w", path, text], check=True)


PROGRAMS = {"flite": flite, "festival": festival, "espeak-ng": espeak_ng}


def pieces(paths, choice):
    """Runs of words, without the marks of the rubric's samples."""
    found = []
    for path in paths:
        for line in open(path, encoding="utf-8"):
            if not line.startswith(("#", "@", "%")):
                words = plain(re.sub(r"\[[a-z_,]+ |\]", " ", line)).split()
                while len(words) >= FEWEST:
                    count = choice.randint(FEWEST, MOST)
                    found.append(" ".join(words[:count]))
                    words = words[count:]
    choice.shuffle(found)
    return found


def main():
    folder, corpus, hours = sys.argv[1], sys.argv[2], float(sys.argv[3])
    choice = random.Random(7)
    voices = [voice for voice, share in SHARES for _ in range(share)]
    offset = 0
    with open(os.path.join(folder, corpus + ".pcm"), "wb") as sound, \
            open(os.path.join(folder, corpus + ".tsv"), "w") as table, \
            tempfile.TemporaryDirectory() as scratch:
        for number, text in enumerate(pieces(sys.argv[4:], choice)):
            if offset > hours * 3600 * RATE:
                break
            path = os.path.join(scratch, "spoken.wav")
            program, voice = choice.choice(voices).split()
            PROGRAMS[program](voice, text, path, choice)
            samples = decode(open(path, "rb").read())
            sound.write(samples.tobytes())
            print("%s-%d" % (corpus, number), "%s-%s" % (program, voice), offset, len(samples), text,
                  sep="\t", file=table)
            offset += len(samples)
    print("%s: %.2f hours" % (corpus, offset / RATE / 3600), flush=True)


if __name__ == "__main__":
    main()
