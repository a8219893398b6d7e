#!/bin/sh
# Gives Stamp's Kamailio a certificate: start.sh at its start, and the hook of a certificate's renewal while it runs, which
# it notices without losing a connection.
#
#   install-certificate.sh --dir DIR --cert FILE --key FILE
#
# DIR is the run directory of start.sh. FILE of --cert is PEM with the whole chain, the server's own certificate first.
set -eu
umask 077

dir= cert= key=
while [ $# -gt 0 ]; do
    case "$1" in
        --dir) dir=$2 ;;
        --cert) cert=$2 ;;
        --key) key=$2 ;;
        *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
fail() { echo "install-certificate.sh: $1" >&2; exit 2; }
[ -n "$dir" ] && [ -n "$cert" ] && [ -n "$key" ] || fail "--dir, --cert and --key are needed"

openssl x509 -in "$cert" -noout -checkend 0 >/dev/null || fail "the certificate $cert cannot be read or has expired"
openssl x509 -in "$cert" -noout -checkend 604800 >/dev/null || echo "install-certificate.sh: $cert expires within 7 days" >&2
[ "$(openssl x509 -in "$cert" -noout -pubkey)" = "$(openssl pkey -in "$key" -pubout)" ] || fail "$key is not the key of $cert"

# Not copied over: a server that starts at this moment must not read half a file.
cp "$cert" "$dir/cert.pem.new"
cp "$key" "$dir/key.pem.new"
# A renewal's hook runs as root, the server does not.
[ "$(id -u)" -ne 0 ] || chown --reference="$dir" "$dir/cert.pem.new" "$dir/key.pem.new"
mv "$dir/key.pem.new" "$dir/key.pem"
mv "$dir/cert.pem.new" "$dir/cert.pem"
if [ -S "$dir/ctl.sock" ] && kamcmd -s "unix:$dir/ctl.sock" core.uptime >/dev/null 2>&1; then
    kamcmd -s "unix:$dir/ctl.sock" tls.reload >/dev/null
fi
