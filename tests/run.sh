#!/usr/bin/env bash
# Runs every test. Installs what they need on Debian and Ubuntu where it may, and says what to install where it may not;
# a test whose program is missing all the same skips with a message.
#
#   bash tests/run.sh [options of the test program]      e.g. bash tests/run.sh -class '*ManifestFileTests'
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

needed() { # program:package
  local pair
  for pair in ffmpeg:ffmpeg fluidsynth:fluidsynth chromium:chromium npm:npm; do
    command -v "${pair%%:*}" >/dev/null || printf '%s\n' "${pair##*:}"
  done
  [[ -n $(ldconfig -p 2>/dev/null | grep -F libsndfile.so.1) ]] || echo libsndfile1
  [[ -e /usr/share/sounds/sf2/TimGM6mb.sf2 ]] || echo timgm6mb-soundfont
}

mapfile -t missing < <(needed)
if ((${#missing[@]})); then
  if command -v apt-get >/dev/null && ((EUID == 0)); then
    echo "installing: ${missing[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      echo "could not install ${missing[*]}; the tests that need them are skipped" >&2
  else
    echo "missing: ${missing[*]}; the tests that need them are skipped." >&2
    echo "On Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
  fi
fi

dotnet build -c Release --nologo -v quiet
exec tests/Gmsa.Experiments.Tests/bin/Release/net10.0/Gmsa.Experiments.Tests "$@"
