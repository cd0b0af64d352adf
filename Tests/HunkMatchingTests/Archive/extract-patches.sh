#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# extract-patches.sh ARCHIVE FOLDER [COUNT [BEFORE]]
# Writes the text of the newest COUNT mails that hold a diff to FOLDER, one file each.
#   ARCHIVE  a clone of a list's archive in public-inbox form: one commit a mail, which is its file m
#   COUNT    3000 if it is left out
#   BEFORE   a date; mails of later commits are passed over
set -eu
if [ $# -lt 2 ]; then sed -n '3,7s/^# *//p' "$0" >&2; exit 64; fi
archive=$1 folder=$2 count=${3:-3000}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$folder"
git -C "$archive" log --format=%H ${4:+"--before=$4"} >"$scratch/commits"
number=0
while read -r commit && [ "$number" -lt "$count" ]; do
    git -C "$archive" cat-file blob "$commit:m" >"$scratch/mail" 2>/dev/null || continue
    grep -q -e '^diff --git ' -e '^--- a/' "$scratch/mail" || continue
    git mailinfo --encoding=UTF-8 "$scratch/message" "$scratch/patch" \
        <"$scratch/mail" >/dev/null 2>&1 || continue
    grep -q -e '^diff --git ' -e '^--- a/' "$scratch/patch" || continue
    number=$((number + 1))
    cat "$scratch/message" "$scratch/patch" >"$folder/$(printf %05d "$number")"
done <"$scratch/commits"
echo "$number patches in $folder"
