#!/bin/sh
# prune.sh --to BACKUP --keep N: keeps the newest N base backups, and of the log what the oldest of them needs.
# Backups expire so that what people had erased is gone from them too (promise Y3): keep no more than the retention allows.
set -eu
to='' keep=''
while [ $# -gt 0 ]; do
    case $1 in
        --to) to=$2; shift 2 ;;
        --keep) keep=$2; shift 2 ;;
        *) echo "prune.sh: not understood: $1" >&2; exit 2 ;;
    esac
done
case $keep in '' | 0 | *[!0-9]*) sed -n 2,3p "$0" >&2; exit 2 ;; esac
PATH="${PG_BIN:+$PG_BIN:}$PATH"
number=0 oldest=''
for each in $(ls -r "$to/base"); do
    number=$((number + 1))
    if [ "$number" -le "$keep" ]; then oldest=$each; else rm -rf "${to:?}/base/$each"; fi
done
[ -n "$oldest" ] || { echo "prune.sh: no base backup: nothing is removed" >&2; exit 1; }
# The first log file that a base backup needs stands in its label.
first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "$to/base/$oldest/backup_label")
pg_archivecleanup "$to/wal" "$first"
echo "kept from $oldest on, log from $first on"
