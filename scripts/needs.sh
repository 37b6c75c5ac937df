#!/usr/bin/env bash
# Make sure that what pip cannot bring is here: on Debian as root install it, elsewhere say what to do.
set -euo pipefail

has_postgresql() {
  [ -n "${PG_BIN:-}" ] && [ -x "$PG_BIN/initdb" ] && return 0
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

has_chromium() {
  [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return 0
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

for name in "$@"; do
  "has_$name" && continue
  if can_install; then
    echo "Installing $name…"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$name"; } </dev/null >&2 || true
  fi
  "has_$name" && continue
  case "$name" in
    postgresql) echo "PostgreSQL is missing: install its server (Debian: apt-get install postgresql) or set PG_BIN to the folder that holds initdb." >&2 ;;
    chromium) echo "Chromium is missing: install it (Debian: apt-get install chromium) or set CHROMIUM to its program." >&2 ;;
  esac
  exit 1
done
