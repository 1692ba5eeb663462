# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads transcribed speech out of bare git snapshots into one file of samples a corpus.

collect.py SNAPSHOTS HELD_OUT MANIFEST FOLDER CORPUS...

SNAPSHOTS holds OWNER+NAME/repo. FOLDER/CORPUS.pcm becomes 16 kHz mono 16 bit, CORPUS.tsv says
id, speaker, first sample, samples and text. Speakers of HELD_OUT, the clips of MANIFEST and its
learners stay out: they judge (judge.py leaves out LibriSpeech clips of speakers trained on).
"""
import csv
import io
import os
import re
import subprocess
import sys

import numpy as np
import soundfile
from scipy.signal import resample_poly

RATE = 16000


class Snapshot:
    def __init__(self, folder):
        self.folder = folder
        self.git = ["git", "-C", folder]
        lines = subprocess.run(self.git + ["ls-tree", "-r", "HEAD"], check=True,
                               capture_output=True, text=True).stdout.splitlines()
        self.blobs = {}
        for line in lines:
            about, path = line.split("\t", 1)
            self.blobs[path] = about.split()[2]
        self.reader = subprocess.Popen(self.git + ["cat-file", "--batch"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def paths(self, pattern):
        return sorted(path for path in self.blobs if re.search(pattern, path))

    def read(self, path):
        self.reader.stdin.write(self.blobs[path].encode() + b"\n")
        self.reader.stdin.flush()
        head = self.reader.stdout.readline().split()
        if head[-1] == b"missing":
            return None
        data = self.reader.stdout.read(int(head[2]))
        self.reader.stdout.read(1)
        return data

    def text(self, path):
        return self.read(path).decode("utf-8", "replace")


def librispeech(snapshot, pattern):
    for path in snapshot.paths(pattern + r".*\.trans\.txt$"):
        for line in snapshot.text(path).splitlines():
            name, text = line.split(" ", 1)
            audio = os.path.join(os.path.dirname(path), name + ".flac")
            if audio in snapshot.blobs:
                yield "libri-" + name, "libri-" + name.split("-")[0], audio, text


def common_voice_1(snapshot):
    for row in csv.DictReader(io.StringIO(snapshot.text("asr/data/cv-valid-dev.csv"))):
        audio = "asr/data/cv-valid-dev/" + row["filename"]
        name = os.path.basename(audio).split(".")[0]
        if audio in snapshot.blobs:
            yield "cv1-" + name, "cv1-" + name, audio, row["text"]


def common_voice(snapshot):
    for path in snapshot.paths(r"/en/validated\.tsv$"):
        for row in csv.DictReader(io.StringIO(snapshot.text(path)), delimiter="\t",
                                  quoting=csv.QUOTE_NONE):
            audio = os.path.join(os.path.dirname(path), "validated_clips", row["path"])
            if audio in snapshot.blobs:
                name = row["path"].split(".")[0]
                yield "cv-" + name, "cv-" + row["client_id"][:16], audio, row["sentence"]


def speechocean(snapshot):
    for part in ("train", "test"):
        speakers = dict(line.split() for line in snapshot.text(part + "/utt2spk").splitlines())
        for line in snapshot.text(part + "/text").splitlines():
            name, text = line.split(None, 1)
            audio = "WAVE/SPEAKER%s/%s.WAV" % (speakers[name], name)
            if audio in snapshot.blobs:
                yield "so-" + name, "so-" + speakers[name], audio, text


def kept_texts(snapshot):
    """LibriSpeech's texts in pieces of words, beside the snapshot of the sound."""
    other = Snapshot(os.path.join(snapshot.folder, "..", "..", "proger+flaky-librispeech", "repo"))
    for path in other.paths(r"^spin/.*\.query\.txt\.spin$"):
        for line in other.text(path).splitlines():
            name, pieces = line.split("\t", 1)
            text = pieces.replace("<\u2191>", "").replace(" ", "").replace("\u2581", " ")
            yield os.path.basename(name).split(".")[0], text.strip()


def one_each(snapshot):
    """One sentence of each of many readers of LibriSpeech."""
    texts = dict(kept_texts(snapshot))
    for path in snapshot.paths(r"^audio_data/librispeech_train-clean-100/"):
        name = os.path.basename(path).split(".")[0]
        if name in texts:
            yield "libri-" + name, "libri-" + name.split("-")[0], path, texts[name]


def an4(snapshot):
    lines = dict((line[line.index("(") + 1:-1], line[:line.index("(")])
                 for line in snapshot.text("etc/an4_train.transcription").splitlines())
    for path in snapshot.paths(r"^wav/an4_clstk/.*\.wav$"):
        name = os.path.basename(path).split(".")[0]
        if name in lines:
            text = re.sub("</?s>", " ", lines[name])
            yield "an4-" + name, "an4-" + path.split("/")[2], path, text


def lj(snapshot):
    for table in snapshot.paths(r"^LJSpeech-1.1/metadata.*\.csv$")[:1]:
        for line in snapshot.text(table).splitlines():
            name, *_, text = line.split("|")
            path = "LJSpeech-1.1/wavs/%s.wav" % name
            if path in snapshot.blobs:
                yield "lj-" + name, "lj", path, text


def kathleen(snapshot):
    for path in snapshot.paths(r"^data/.*\.wav$"):
        words = path[:-4] + ".txt"
        if words in snapshot.blobs:
            name = os.path.basename(path)[:-4]
            yield "kathleen-" + name, "kathleen", path, snapshot.text(words)


CORPORA = {
    "test-clean": ("hooria-malik+speech-preprocessing-librispeech",
                   lambda s: librispeech(s, r"test-clean/LibriSpeech/test-clean/")),
    "train-clean-5": ("zhangrui0712+Voice-Age",
                      lambda s: librispeech(s, r"LibriSpeech/train-clean-5/")),
    "cv1": ("leeyide96+transcription-generator", common_voice_1),
    "speechocean": ("jimbozhang+speechocean762", speechocean),
    "kathleen": ("rhasspy+dataset-voice-kathleen", kathleen),
    "libri-four": ("Jenny-Smolensky+LibriSpeechFilesParser",
                   lambda s: librispeech(s, r"^sample_data_libriSpeech/audio/")),
    "libri-many": ("resemble-ai+Resemblyzer", one_each),
    "an4": ("cmusphinx+an4", an4),
    "lj-1": ("PrernaSocity+lj_speech_dataset_part_1", lj),
    "lj-2": ("PhilippMatthes+dc_tts", lj),
    "cv17": ("shubhra-cv+17", common_voice),
    "cv18": ("shubhra-cv+18", common_voice),
    "cv19": ("shubhra-cv+19", common_voice),
}


def plain(text):
    text = text.lower().replace("\u2019", "'").replace("-", " ")
    if re.search(r"\d", text):
        return ""
    words = re.sub(r"[^a-z' ]", " ", text).split()
    return " ".join(word.strip("'") if word != "'" else "" for word in words).strip()


def decode(data):
    samples, rate = soundfile.read(io.BytesIO(data), dtype="int16", always_2d=True)
    if rate != RATE:
        factor = np.gcd(rate, RATE)
        mixed = resample_poly(samples[:, 0].astype(np.float32), RATE // factor, rate // factor)
        return np.clip(mixed, -32768, 32767).astype(np.int16)
    return samples[:, 0]


def held_out(list_path, manifest_path):
    speakers = set()
    for line in open(list_path):
        if not line.startswith("#") and line.strip():
            corpus, *names = line.split()
            speakers.update("%s-%s" % (corpus, name) for name in names)
    clips = set()
    with open(manifest_path) as file:
        for row in csv.DictReader(file, delimiter="\t"):
            clips.add(row["source"].rsplit("/", 1)[-1].split(".")[0])
            found = re.search(r"SPEAKER(\d+)", row["source"])
            if found:
                speakers.add("so-" + found.group(1))
    return speakers, clips


def collect(snapshot, entries, folder, corpus, speakers, clips):
    offset = left_out = 0
    with open(os.path.join(folder, corpus + ".pcm"), "wb") as sound, \
            open(os.path.join(folder, corpus + ".tsv"), "w") as table:
        for name, speaker, path, text in entries(snapshot):
            text = plain(text)
            clip = os.path.basename(path).split(".")[0]
            if speaker in speakers or clip in clips or not text:
                left_out += 1
                continue
            data = snapshot.read(path)
            samples = decode(data) if data else None
            if samples is None or not RATE / 2 <= len(samples) <= 36 * RATE:
                left_out += 1
                continue
            sound.write(samples.tobytes())
            print(name, speaker, offset, len(samples), text, sep="\t", file=table)
            offset += len(samples)
    print("%s: %.2f hours, %d left out" % (corpus, offset / RATE / 3600, left_out), flush=True)


def speakers_of(folder, corpus):
    with open(os.path.join(folder, corpus + ".tsv")) as table:
        return {line.split("\t")[1] for line in table}


def main():
    snapshots, list_path, manifest_path, folder = sys.argv[1:5]
    speakers, clips = held_out(list_path, manifest_path)
    for corpus in sys.argv[5:]:
        place, entries = CORPORA[corpus]
        snapshot = Snapshot(os.path.join(snapshots, place, "repo"))
        kept = speakers_of(folder, "cv17") if corpus in ("cv18", "cv19") else set()
        collect(snapshot, entries, folder, corpus, speakers | kept, clips)


if __name__ == "__main__":
    main()
