#!/bin/sh
# base.sh --database CONNINFO --to BACKUP: a base backup of PostgreSQL, checked before it counts. Nightly.
# CONNINFO: libpq's, of a role that may replicate: "host=/run/postgresql user=hearing_state_backup". Needs PostgreSQL's programs (PG_BIN or PATH).
set -eu
umask 077
database='' to=''
while [ $# -gt 0 ]; do
    case $1 in
        --database) database=$2; shift 2 ;;
        --to) to=$2; shift 2 ;;
        *) echo "base.sh: not understood: $1" >&2; exit 2 ;;
    esac
done
[ -n "$database" ] && [ -n "$to" ] || { sed -n 2,3p "$0" >&2; exit 2; }
PATH="${PG_BIN:+$PG_BIN:}$PATH"
stamp=$(date -u +%Y-%m-%dT%H-%M-%SZ)
mkdir -p "$to/base" "$to/wal"
draft="$to/base/.$stamp.part"
trap 'rm -rf "$draft"' EXIT
pg_basebackup --dbname="$database" --pgdata="$draft" --format=plain --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256 --no-password
pg_verifybackup --quiet "$draft"
sync
mv "$draft" "$to/base/$stamp"
echo "$to/base/$stamp"
