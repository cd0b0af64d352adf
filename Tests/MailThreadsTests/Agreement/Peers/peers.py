# SPDX-License-Identifier: GPL-2.0-only
"""Reads all mail of a public-inbox repository by git mailinfo and by Python's email.

    peers.py REPOSITORY OUTPUT

Each commit of HEAD, the oldest first, gives one record of 17 fields; a field is its length in four
bytes (little-endian) and its bytes:

    the commit, in hexadecimal; nothing else if it has no file m
    git mailinfo --no-scissors: exit status, standard output, message, patch, standard error
    git mailinfo --scissors: the same five, or the status `=` where nothing differs
    email.policy.default: subject, date, from, to, cc, text

What Python gives begins with `+`, what it does not have is `-`, and where it fails
stands `!` with the exception. Of a date the seconds since 1970 and the minutes ahead of UTC; of a
person the name, \\1 and the address, with \\2 between them. Bytes that Python could not decode are
themselves.
"""

import datetime
import email
import email.policy
import multiprocessing
import os
import shutil
import struct
import subprocess
import sys
import tempfile

COMMITS_OF_CHUNK = 256
GIT = shutil.which("git")
ENVIRONMENT = {
    "PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
}


def mailinfo(scissors):
    """What git makes of the file `in` of the working folder."""
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 0, "in", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, "info", write, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, "errors", write, 0o600),
    ]
    for name in ("message", "patch"):
        open(name, "wb").close()
    arguments = ["git", "mailinfo", scissors, "message", "patch"]
    process = os.posix_spawn(GIT, arguments, ENVIRONMENT, file_actions=files)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    contents = [open(name, "rb").read() for name in ("info", "message", "patch", "errors")]
    return [str(status).encode()] + contents


def git(mail):
    with open("in", "wb") as file:
        file.write(mail)
    plain, cut = mailinfo("--no-scissors"), mailinfo("--scissors")
    return plain + (cut if cut != plain else [b"=", b"", b"", b"", b""])


def encoded(text):
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def attempt(read):
    try:
        value = read()
    except Exception as error:
        return b"!" + type(error).__name__.encode()
    return b"-" if value is None else b"+" + encoded(value)


def python(mail):
    message = email.message_from_bytes(mail, policy=email.policy.default)

    def subject():
        value = message["Subject"]
        return None if value is None else str(value)

    def date():
        value = message["Date"]
        if value is None or value.datetime is None:
            return None
        moment = value.datetime
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.timezone.utc)
        ahead = moment.utcoffset() // datetime.timedelta(minutes=1)
        return f"{int(moment.timestamp())} {ahead}"

    def people(name, fields=None):
        found = []
        for value in (message.get_all(name) or [])[:fields]:
            found += [f"{one.display_name}\1{one.addr_spec}" for one in value.addresses]
        return "\2".join(found) if found else None

    def text():
        body = message.get_body(("plain", "html"))
        return None if body is None else body.get_content()

    return [
        attempt(subject), attempt(date), attempt(lambda: people("From", 1)),
        attempt(lambda: people("To")), attempt(lambda: people("Cc")), attempt(text),
    ]


def objects(names):
    """The contents of objects, None for those that are not there."""
    output = subprocess.run(
        [GIT, "-C", REPOSITORY, "cat-file", "--batch"], input="".join(names).encode(),
        stdout=subprocess.PIPE, check=True).stdout
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        words = output[position:end].split()
        position = end + 1
        if words[-1] == b"missing":
            yield None
            continue
        size = int(words[2])
        yield output[position:position + size]
        position += size + 1


def records(commits):
    result = []
    for commit, mail in zip(commits, objects(f"{commit}:m\n" for commit in commits)):
        fields = [commit.encode()]
        fields += [b""] * 16 if mail is None else git(mail) + python(mail)
        result += [struct.pack("<I", len(field)) + field for field in fields]
    return b"".join(result)


def start(repository, folder):
    """Gives each process a folder of its own to work in."""
    global REPOSITORY
    REPOSITORY = repository
    os.chdir(tempfile.mkdtemp(dir=folder))


def main(repository, output):
    commits = subprocess.run(
        [GIT, "-C", repository, "rev-list", "--reverse", "HEAD"], stdout=subprocess.PIPE,
        check=True, text=True).stdout.split()
    chunks = [
        commits[first:first + COMMITS_OF_CHUNK]
        for first in range(0, len(commits), COMMITS_OF_CHUNK)
    ]
    with tempfile.TemporaryDirectory(prefix="peers-") as folder, open(output, "wb") as file:
        start_arguments = (os.path.abspath(repository), folder)
        with multiprocessing.Pool(initializer=start, initargs=start_arguments) as pool:
            for chunk in pool.imap(records, chunks):
                file.write(chunk)
            pool.close()
            pool.join()


if __name__ == "__main__":
    main(*sys.argv[1:3])
