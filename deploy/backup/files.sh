#!/bin/sh
# files.sh --data DATA --to BACKUP: attachments, recordings and the public log's folder with its key. Every few minutes; only what is new is copied.
# The log's head is taken before its tiles and put down after them: the copy's head never speaks of a tile that the copy has not got.
set -eu
umask 077
data='' to=''
while [ $# -gt 0 ]; do
    case $1 in
        --data) data=$2; shift 2 ;;
        --to) to=$2; shift 2 ;;
        *) echo "files.sh: not understood: $1" >&2; exit 2 ;;
    esac
done
[ -d "$data" ] && [ -n "$to" ] || { sed -n 2,3p "$0" >&2; exit 2; }
copy="$to/data"
heads=$(mktemp -d)
trap 'rm -rf "$heads"' EXIT
mkdir -p "$copy/ledger/log"
for name in checkpoint checkpoint.witnessed; do
    [ ! -e "$data/ledger/log/$name" ] || cp -p "$data/ledger/log/$name" "$heads/$name"
done
# What is there once never changes (attachments bear their digest as a name, tiles are final), so newer ones are enough.
for folder in files recordings ledger; do
    [ ! -d "$data/$folder" ] || (cd "$data" && find "$folder" -type d -exec sh -c 'for each; do mkdir -p "$0/$each"; done' "$copy" {} +)
    [ ! -d "$data/$folder" ] || (cd "$data" && find "$folder" -type f ! -name '.*' ! -name 'checkpoint*' -exec sh -c '
        for each; do [ -e "$0/$each" ] && [ ! "$each" -nt "$0/$each" ] || { cp -p "$each" "$0/$each.part" && mv "$0/$each.part" "$0/$each"; }; done' "$copy" {} +)
done
sync
for head in "$heads"/*; do
    [ ! -e "$head" ] || mv "$head" "$copy/ledger/log/${head##*/}"
done
date -u +%Y-%m-%dT%H:%M:%SZ > "$copy/copied-at"
