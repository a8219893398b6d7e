#!/bin/sh
# Starts Stamp's Kamailio in the foreground with everything it writes in one run directory.
#
#   start.sh --dir DIR [--domain D] [--listen IP] [--ws-port N] [--sip-port N] [--memory MB]
#            [--wss-port N --cert FILE --key FILE]
#
# A connection takes about 0.14 MB of the shared memory.
# DIR is made when it is missing and can be used again: it keeps the accounts, the stored messages and the loop key.
# --listen is the address for wss; plain ws and SIP (internal) are on loopback only.
# The loop key lets the server recognise messages it sends to itself; made here, once, and readable by its user only.
set -eu
umask 077

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
dir= domain=localhost listen=127.0.0.1 ws_port=8088 sip_port=5060 wss_port= cert= key= memory=128
while [ $# -gt 0 ]; do
    case "$1" in
        --dir) dir=$2 ;;
        --domain) domain=$2 ;;
        --listen) listen=$2 ;;
        --ws-port) ws_port=$2 ;;
        --sip-port) sip_port=$2 ;;
        --wss-port) wss_port=$2 ;;
        --memory) memory=$2 ;;
        --cert) cert=$2 ;;
        --key) key=$2 ;;
        *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
[ -n "$dir" ] || { echo "start.sh: --dir is missing" >&2; exit 2; }
mkdir -p "$dir"
dir=$(CDPATH= cd -- "$dir" && pwd)

for program in kamailio sqlite3; do
    command -v "$program" >/dev/null || { echo "start.sh: $program is not installed" >&2; exit 3; }
done

# Makes a database of the package's own tables, or brings one in order that a killed server left behind: Kamailio's
# processes open it all at once, and none of them waits for another to do it.
database() {
    file=$dir/$1
    shift
    if [ ! -e "$file" ]; then
        (
            echo "PRAGMA journal_mode=WAL;"
            # A number must not be used twice: a late answer to a stored message deletes it by its number.
            for table in standard "$@"; do cat "/usr/share/kamailio/db_sqlite/$table-create.sql"; done |
                sed 's/id INTEGER PRIMARY KEY NOT NULL/id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL/'
        ) | sqlite3 -batch "$file.new" >/dev/null
        mv "$file.new" "$file"
    fi
    sqlite3 -batch "$file" "PRAGMA wal_checkpoint(TRUNCATE);" >/dev/null
}
database kamailio.sqlite auth_db msilo
database presence.sqlite presence
[ -s "$dir/loop-key" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > "$dir/loop-key"

{
    echo '#!KAMAILIO'
    echo "#!substdef \"!RUN_DIR!$dir!g\""
    echo "#!substdef \"!SIP_DOMAIN!$domain!g\""
    echo "#!substdef \"!LISTEN_IP!$listen!g\""
    echo "#!substdef \"!WS_PORT!$ws_port!g\""
    echo "#!substdef \"!SIP_PORT!$sip_port!g\""
    echo "#!substdef \"!LOOP_KEY!$(cat "$dir/loop-key")!g\""
    if [ -n "$wss_port" ]; then
        cp "$cert" "$dir/cert.pem"
        cp "$key" "$dir/key.pem"
        echo '#!define WITH_TLS'
        echo "#!substdef \"!WSS_PORT!$wss_port!g\""
    fi
    echo "include_file \"$here/kamailio.cfg\""
} > "$dir/site.cfg"

exec kamailio -f "$dir/site.cfg" -DD -E -Y "$dir" -w "$dir" -P "$dir/kamailio.pid" -m "$memory" -M 8
