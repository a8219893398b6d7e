#!/bin/sh
# Starts Stamp's Kamailio in the foreground with everything it writes in one run directory.
#
#   start.sh --dir DIR [--domain D] [--listen IP] [--ws-port N] [--sip-port N] [--foreign-port N] [--memory MB]
#            [--wss-port N --cert FILE --key FILE] [--database-file FILE | --data DIR]
#            [--node IP:PORT --peer IP:PORT [--loop-key FILE]]
#            [--message-rate N] [--subscribe-rate N] [--request-rate N] [--connection-rate N] [--guesses N]
#            [--subscriptions N] [--window SECONDS] [--sender-share N]
#
# A connection takes about 0.14 MB of the shared memory.
# DIR is made when it is missing and can be used again: it keeps the accounts, the stored messages and the loop key.
# --listen is the address for wss; plain ws and SIP (internal) are on loopback only. --cert has the whole chain.
# --foreign-port lets apps without WebSocket sign in over plain SIP (TCP), on loopback only; without it there is none.
# --database-file holds one line, the URL of a database other than SQLite; --data is another folder for the SQLite files.
# --node is where this node speaks with the other one, whose --node is --peer; both have the same loop key and database.
# Rates are means over --window (10 s), and 0 is no limit: of an account MESSAGE (200 a second), SUBSCRIBE (300) and other
# requests (10); of an address, loopback excepted, new connections (50) and, in 10 minutes, wrong passwords (100).
# --subscriptions is how many an account may begin in an hour (50 000).
# --sender-share is how many of one sender's messages are stored for an account (1000 of 10 000).
# The loop key lets the server recognise messages it sends to itself; made here, once, and readable by its user only.
set -eu
umask 077

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
dir= domain=localhost listen=127.0.0.1 ws_port=8088 sip_port=5060 foreign_port= wss_port= cert= key= memory=128
data= database_file= node= peer= loop_key=
message_rate=200 subscribe_rate=300 request_rate=10 connection_rate=50 guesses=100 window=10 sender_share=1000 subscriptions=50000
usage() { sed -n '2,22s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -gt 0 ] || usage
while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || usage
    case "$1" in
        --dir) dir=$2 ;;
        --domain) domain=$2 ;;
        --listen) listen=$2 ;;
        --ws-port) ws_port=$2 ;;
        --sip-port) sip_port=$2 ;;
        --foreign-port) foreign_port=$2 ;;
        --wss-port) wss_port=$2 ;;
        --memory) memory=$2 ;;
        --cert) cert=$2 ;;
        --key) key=$2 ;;
        --data) data=$2 ;;
        --database-file) database_file=$2 ;;
        --node) node=$2 ;;
        --peer) peer=$2 ;;
        --loop-key) loop_key=$2 ;;
        --message-rate) message_rate=$2 ;;
        --subscribe-rate) subscribe_rate=$2 ;;
        --request-rate) request_rate=$2 ;;
        --connection-rate) connection_rate=$2 ;;
        --guesses) guesses=$2 ;;
        --window) window=$2 ;;
        --subscriptions) subscriptions=$2 ;;
        --sender-share) sender_share=$2 ;;
        *) usage ;;
    esac
    shift 2
done
fail() { echo "start.sh: $1" >&2; exit 2; }
[ -n "$dir" ] || fail "--dir is missing"
for number in "$ws_port" "$sip_port" "${foreign_port:-0}" "$memory" "$message_rate" "$subscribe_rate" "$request_rate" "$connection_rate" "$guesses" "$window" "$sender_share" "$subscriptions"; do
    case "$number" in *[!0-9]* | "") fail "$number is not a number" ;; esac
done
# It goes into SQL, and is compared with what was made lower case.
case "$domain" in *[!a-z0-9.-]* | "") fail "$domain is not a domain in lower case" ;; esac
for address in $node $peer; do
    case "$address" in *[!0-9.:]* | :* | *: ) fail "$address is not IP:PORT" ;; *:*) ;; *) fail "$address is not IP:PORT" ;; esac
done
[ -z "$node" ] || [ -n "$peer" ] || fail "--node needs --peer"
mkdir -p "$dir"
dir=$(CDPATH= cd -- "$dir" && pwd)
data=${data:-$dir}

for program in kamailio sqlite3 openssl; do
    command -v "$program" >/dev/null || { echo "start.sh: $program is not installed" >&2; exit 3; }
done

# Makes a database of the package's own tables, or brings one in order that a killed server left behind: Kamailio's
# processes open it all at once, and none of them waits for another to do it.
database() {
    file=$data/$1
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
    sqlite3 -batch "$file" ".timeout 5000" "PRAGMA wal_checkpoint(TRUNCATE);" >/dev/null
}
if [ -n "$database_file" ]; then
    store_url=$(head -n 1 "$database_file")
    presence_url=$store_url
    # It is put between quotes and exclamation marks below.
    case "$store_url" in *[\"\!\\\ ]*) fail "the URL in $database_file must be without quotes, spaces, ! and \\ (use another password)" ;; esac
    case "$store_url" in
        postgres://*) database_module=db_postgres.so ;;
        mysql://*) database_module=db_mysql.so ;;
        *) fail "the URL in $database_file begins with neither postgres:// nor mysql://" ;;
    esac
else
    mkdir -p "$data"
    data=$(CDPATH= cd -- "$data" && pwd)
    database_module=db_sqlite.so store_url=sqlite:///$data/kamailio.sqlite presence_url=sqlite:///$data/presence.sqlite
    database kamailio.sqlite auth_db msilo
    database presence.sqlite presence
    # The share of a sender in an account's store is counted for each message.
    sqlite3 -batch "$data/kamailio.sqlite" ".timeout 5000" "CREATE INDEX IF NOT EXISTS silo_sender_idx ON silo (username, domain, src_addr);"
fi
if [ -n "$loop_key" ]; then
    grep -qxE '[0-9a-f]{48}' "$loop_key" || fail "$loop_key does not hold 48 hex digits"
    [ "$loop_key" -ef "$dir/loop-key" ] || cp "$loop_key" "$dir/loop-key"
fi
[ -s "$dir/loop-key" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > "$dir/loop-key"

if [ -n "$wss_port" ]; then
    sh "$here/install-certificate.sh" --dir "$dir" --cert "$cert" --key "$key"
    cat > "$dir/tls.cfg" <<TLS
[server:default]
method = TLSv1.2+
verify_certificate = no
require_certificate = no
certificate = $dir/cert.pem
private_key = $dir/key.pem
[client:default]
method = TLSv1.2+
TLS
fi

{
    echo '#!KAMAILIO'
    define() { echo "#!substdef \"!$1!$2!g\""; }
    define RUN_DIR "$dir"
    define SIP_DOMAIN "$domain"
    define LISTEN_IP "$listen"
    define WS_PORT "$ws_port"
    define SIP_PORT "$sip_port"
    [ -z "$foreign_port" ] || echo '#!define WITH_FOREIGN'
    define FOREIGN_PORT "${foreign_port:-0}"
    define LOOP_KEY "$(cat "$dir/loop-key")"
    define DB_MODULE "$database_module"
    define STORE_URL "$store_url"
    define PRESENCE_URL "$presence_url"
    [ -n "$database_file" ] || echo '#!define WITH_SQLITE'
    define FLOOD_WINDOW "$window"
    define MESSAGE_LIMIT "$((message_rate * window))"
    define SUBSCRIBE_LIMIT "$((subscribe_rate * window))"
    define REQUEST_LIMIT "$((request_rate * window))"
    define UNPROVED_LIMIT "$((request_rate * window * 2))"
    define CONNECTION_LIMIT "$((connection_rate * window))"
    define GUESS_LIMIT "$guesses"
    define SUBSCRIPTION_LIMIT "$subscriptions"
    define SENDER_SHARE "$sender_share"
    if [ -n "$wss_port" ]; then
        echo '#!define WITH_TLS'
        define WSS_PORT "$wss_port"
    fi
    if [ -n "$node" ]; then
        echo '#!define WITH_PEER'
        define NODE_ADDRESS "$node"
        define NODE_PORT "${node##*:}"
        define PEER_ADDRESS "$peer"
        define PEER_IP "${peer%:*}"
    fi
    echo "include_file \"$here/kamailio.cfg\""
    for file in "$here"/routes/*.cfg; do echo "include_file \"$file\""; done
} > "$dir/site.cfg"

exec kamailio -f "$dir/site.cfg" -DD -E -Y "$dir" -w "$dir" -P "$dir/kamailio.pid" -m "$memory" -M 8
