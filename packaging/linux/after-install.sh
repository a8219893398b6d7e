#!/bin/sh
# What the Debian package does once its files are there. Menus, icons and links are taken up by the system's own triggers.
set -e
[ "$1" = configure ] || exit 0

# For the terminal.
ln -sf /opt/Stamp/stamp /usr/bin/stamp

# Chromium keeps pages apart with user namespaces. Where the kernel gives none to ordinary users, a helper with root's
# rights does it; where it does, that helper shall have none.
sandbox=/opt/Stamp/chrome-sandbox
if su -s /bin/sh -c 'unshare --user true' nobody >/dev/null 2>&1; then
  chmod 0755 "$sandbox"
else
  chmod 4755 "$sandbox"
fi

# Ubuntu gives user namespaces only to programs with a profile. Older AppArmors cannot read it and do not need it.
source=/opt/Stamp/resources/apparmor-profile
profile=/etc/apparmor.d/stamp
if aa-enabled --quiet 2>/dev/null && apparmor_parser --skip-kernel-load --skip-cache "$source" >/dev/null 2>&1; then
  cp "$source" "$profile"
  apparmor_parser --replace "$profile" || true
fi
