#!/bin/sh
# restore.sh --from BACKUP --cluster NEW_PG_DATA --data NEW_DATA [--until 'MOMENT'] [--base STAMP]
# Lays out a restored house in two new, empty folders; starting PostgreSQL on the first brings it to the last archived moment, or to --until.
# MOMENT as PostgreSQL reads it: '2026-11-26 14:30:00+05'. Without --base the newest base backup that ended before it.
set -eu
umask 077
from='' cluster='' data='' until='' base=''
while [ $# -gt 0 ]; do
    case $1 in
        --from) from=$(cd "$2" && pwd); shift 2 ;;
        --cluster) cluster=$2; shift 2 ;;
        --data) data=$2; shift 2 ;;
        --until) until=$2; shift 2 ;;
        --base) base=$2; shift 2 ;;
        *) echo "restore.sh: not understood: $1" >&2; exit 2 ;;
    esac
done
[ -n "$from" ] && [ -n "$cluster" ] && [ -n "$data" ] || { sed -n 2,5p "$0" >&2; exit 2; }
PATH="${PG_BIN:+$PG_BIN:}$PATH"
for folder in "$cluster" "$data"; do
    [ -z "$(ls -A "$folder" 2>/dev/null)" ] || { echo "restore.sh: $folder is not empty: nothing is written over" >&2; exit 1; }
done
if [ -z "$base" ]; then
    # A stamp is the moment at which the backup began, in UTC; its folder's time is that of its end.
    limit=$(date -u -d "${until:-now}" +%s)
    for each in "$from"/base/*Z; do
        [ -d "$each" ] && [ "$(stat -c %Y "$each")" -le "$limit" ] && base=${each##*/}
    done
fi
[ -n "$base" ] && [ -d "$from/base/$base" ] || { echo "restore.sh: no base backup before ${until:-now} in $from/base" >&2; exit 1; }
pg_verifybackup --quiet "$from/base/$base"
mkdir -p "$cluster" "$data"
cp -a "$from/base/$base/." "$cluster/"
rm -f "$cluster/postmaster.pid" "$cluster/backup_manifest"
chmod 700 "$cluster"
{
    echo "restore_command = 'cp \"$from/wal/%f\" \"%p\"'"
    echo "recovery_target_action = 'promote'"
    [ -z "$until" ] || echo "recovery_target_time = '$until'"
} >> "$cluster/postgresql.auto.conf"
touch "$cluster/recovery.signal"
[ ! -d "$from/data" ] || cp -a "$from/data/." "$data/"
echo "base $base, files as of $(cat "$from/data/copied-at" 2>/dev/null || echo never), until ${until:-the last archived moment}"
