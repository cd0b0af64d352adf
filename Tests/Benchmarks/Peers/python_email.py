# SPDX-License-Identifier: GPL-2.0-only
"""Reads a mailbox by Python's email with the default policy: headers, addresses, text."""

import email
import email.policy
import mailbox
import sys


def parse(file):
    return email.message_from_binary_file(file, policy=email.policy.default)


messages = size = failures = 0
for message in mailbox.mbox(sys.argv[1], factory=parse):
    messages += 1
    try:
        for name in ("subject", "date", "message-id", "references", "from", "to", "cc"):
            str(message[name])
        body = message.get_body(("plain", "html"))
        size += len(body.get_content()) if body else 0
    except Exception:
        failures += 1
print(f"{messages} messages, {size} characters of text, {failures} refused")
