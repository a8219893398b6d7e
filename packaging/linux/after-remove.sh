#!/bin/sh
# Takes back what after-install.sh made outside of the package. The user's data is in the home folders and stays.
set -e
case "$1" in
  remove | purge) ;;
  *) exit 0 ;;
esac

if [ "$(readlink /usr/bin/stamp)" = /opt/Stamp/stamp ]; then rm -f /usr/bin/stamp; fi

profile=/etc/apparmor.d/stamp
if [ -e "$profile" ]; then
  apparmor_parser --remove "$profile" 2>/dev/null || true
  rm -f "$profile"
fi
