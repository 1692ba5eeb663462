# SPDX-License-Identifier: GPL-3.0-or-later
"""The classes: each third of each phone of the dictionary, in this order."""
PHONES = ("SIL AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T "
          "TH UH UW V W Y Z ZH").split()
STATES = 3
CLASSES = STATES * len(PHONES)
