#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Shows texts on a terminal emulator (pyte), and prints a line for each one that does more than show.

    terminal.py WIDTH TEXT PLAIN [TEXT PLAIN]...

TEXT may hold the colours of reports; PLAIN is what has to be on the screen. The screen is WIDTH
columns wide and has a line for each line of TEXT: what wraps, moves, erases, answers, or changes the
title or a mode is told, and so is a screen that does not hold the words of PLAIN.
"""
import os
import sys
import unicodedata

import pyte

# The colours of reports, as SGR parameters.
COLOURS = {(0,), (1,), (2,), (32,), (33,), (1, 31)}
QUIET = {"draw", "linefeed", "carriage_return", "select_graphic_rendition"}


class Listener:
    """Stands between the parser and the screen, and takes down what is not plain."""

    def __init__(self, screen, say):
        self.screen, self.say = screen, say

    def __getattr__(self, name):
        def call(*arguments, **more):
            if name not in QUIET:
                self.say(name)
            elif name == "select_graphic_rendition" and arguments not in COLOURS:
                self.say("colour %s" % (arguments,))
            return getattr(self.screen, name)(*arguments, **more)
        return call if name in pyte.Stream.events else getattr(self.screen, name)


def faults(width, text, plain):
    found = []
    lines = plain.split("\n")
    screen = pyte.Screen(width, len(lines) + 1)
    stream = pyte.ByteStream(Listener(screen, found.append))
    stream.select_other_charset("@")
    stream.select_other_charset("G")
    # As the line discipline of a terminal does (ONLCR).
    stream.feed(text.replace("\n", "\r\n").encode("utf-8"))
    if screen.title or screen.icon_name:
        found.append("title")
    display = screen.display
    for number, line in enumerate(lines):
        shown = unicodedata.normalize("NFC", display[number].rstrip())
        if shown != unicodedata.normalize("NFC", line.rstrip()):
            found.append("line %d shows %r and not %r" % (number + 1, shown[:90], line[:90]))
            break
    return found


def main():
    width = int(sys.argv[1])
    files = sys.argv[2:]
    for text, plain in zip(files[::2], files[1::2]):
        words = [open(name, encoding="utf-8", newline="").read() for name in (text, plain)]
        for fault in faults(width, *words):
            print(os.path.basename(text) + ": " + fault)


main()
