#!/bin/sh
# Accounts of Stamp's Kamailio in its SQLite file, also while it runs.
#
#   account.sh --dir DIR --domain D list
#   account.sh --dir DIR --domain D set USER < file with the password in its first line
#   account.sh --dir DIR --domain D remove USER
#
# DIR has the databases (--data of start.sh, else its --dir). "set" adds the account or changes its password; it and "remove"
# end the connection that the account's device has; "remove" forgets the messages stored for it. Passwords and hashes come
# and go over standard input, because everybody on the machine can read a program's arguments.
set -eu
umask 077

dir= domain=
while [ $# -gt 0 ]; do
    case "$1" in
        --dir) dir=$2; shift 2 ;;
        --domain) domain=$2; shift 2 ;;
        *) break ;;
    esac
done
command=${1:-} user=${2:-}
fail() { echo "account.sh: $1" >&2; exit 2; }
[ -n "$dir" ] && [ -n "$domain" ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ -f "$dir/kamailio.sqlite" ] || fail "$dir has no kamailio.sqlite"
# Both go into SQL.
case "$domain" in *[!a-z0-9.-]*) fail "$domain is not a domain in lower case" ;; esac
sql() { { echo ".timeout 5000"; cat; } | sqlite3 -batch "$dir/kamailio.sqlite"; }
if [ "$command" != list ]; then
    case "$user" in "" | *[!A-Za-z0-9._~+-]*) fail "a name has letters, digits and . _ ~ + -" ;; esac
    [ ${#user} -le 64 ] || fail "a name has at most 64 characters"
fi

# The server remembers who a connection has proved to be until it ends.
disconnect() {
    [ -S "$dir/ctl.sock" ] || return 0
    connection=$(kamcmd -s "unix:$dir/ctl.sock" htable.get device "s:$user" 2>/dev/null | sed -n 's/.*value: *\([0-9]*\).*/\1/p')
    [ -z "$connection" ] || kamcmd -s "unix:$dir/ctl.sock" ws.close "$connection" >/dev/null
}

case "$command" in
    list)
        echo "SELECT username FROM subscriber WHERE domain='$domain' ORDER BY username;" | sql
        ;;
    set)
        IFS= read -r password || [ -n "$password" ] || fail "no password on standard input"
        [ ${#password} -ge 12 ] || fail "a password has at least 12 characters"
        hash=$(printf '%s:%s:%s' "$user" "$domain" "$password" | openssl md5 -r | cut -d ' ' -f 1)
        sql <<SQL
BEGIN IMMEDIATE;
DELETE FROM subscriber WHERE username='$user' AND domain='$domain';
INSERT INTO subscriber (username, domain, password, ha1, ha1b) VALUES ('$user', '$domain', '', '$hash', '');
COMMIT;
SQL
        disconnect
        ;;
    remove)
        sql <<SQL
BEGIN IMMEDIATE;
DELETE FROM subscriber WHERE username='$user' AND domain='$domain';
DELETE FROM silo WHERE username='$user' AND domain='$domain';
COMMIT;
SQL
        disconnect
        ;;
    *) fail "list, set or remove" ;;
esac
