#!/bin/sh
# archive_command = '/opt/hearing-state/deploy/backup/archive.sh "%p" /backup/wal/%f'
# Hands PostgreSQL's log over, file by file. A file appears whole or not at all, and is never written over by another of its name:
# PostgreSQL keeps what was refused and tries again, so that nothing is lost while the backup's disk is away.
set -eu
from=$1 to=$2
if [ -e "$to" ]; then
    cmp -s "$from" "$to" # the same again after a crash is fine, another is not
    exit
fi
mkdir -p "$(dirname "$to")"
draft="$to.part.$$"
trap 'rm -f "$draft"' EXIT
cp "$from" "$draft"
sync "$draft"
mv "$draft" "$to"
sync "$(dirname "$to")"
