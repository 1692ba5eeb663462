# SPDX-License-Identifier: GPL-3.0-or-later
"""Pronunciations of words that a dictionary lacks, by espeak-ng's letters to sounds.

pronounce.py DICTIONARY FOLDER CORPUS... > DICTIONARY_OF_THE_OTHERS. The phones are those that
audio/letter_to_sound.c makes of espeak-ng's: its table is read here.
"""
import ctypes
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "..", "..", "audio", "letter_to_sound.c")
RETRIEVAL, UTF_8 = 1, 1


class Letters:
    def __init__(self):
        source = open(TABLE, encoding="utf-8").read()
        self.table = dict(re.findall(r'\{ "([^"]+)", "([^"]*)" \}', source))
        self.espeak = ctypes.CDLL("libespeak-ng.so.1")
        self.espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
        if self.espeak.espeak_Initialize(RETRIEVAL, 0, None, 0x8000) <= 0 \
                or self.espeak.espeak_SetVoiceByName(b"en-us") != 0:
            sys.exit("espeak-ng does not start with en-us: install espeak-ng")

    def phones(self, word):
        """None: it holds a sound that the model has no phone for."""
        text = ctypes.c_char_p(word.encode())
        answer = self.espeak.espeak_TextToPhonemes(ctypes.byref(text), UTF_8, ord("_") << 8)
        phones = []
        for phoneme in re.split("[_ ]+", answer.decode()):
            ours = self.table.get(phoneme.lstrip("',%=")) if phoneme else ""
            if ours is None:
                return None
            if ours and not (ours == "R" and phones and phones[-1].endswith("R")):
                phones += ours.split()
        return phones or None


def main():
    known = {re.sub(r"\(\d+\)$", "", line.split()[0]) for line in open(sys.argv[1]) if line.strip()}
    words = set()
    for corpus in sys.argv[3:]:
        for line in open(os.path.join(sys.argv[2], corpus + ".tsv")):
            words.update(line.rstrip("\n").split("\t")[4].split())
    letters = Letters()
    for word in sorted(words - known):
        phones = letters.phones(word)
        if phones:
            print(word, *phones)


if __name__ == "__main__":
    main()
