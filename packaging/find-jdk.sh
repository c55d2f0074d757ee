# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./securecall, ./verify and packaging/jpackage/build.
# find_jdk prints the home of a JDK 25, or prints on standard error what to install and fails.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

find_jdk() {
  local candidate default_home
  default_home=$(command -v java >/dev/null 2>&1 && dirname "$(dirname "$(readlink -f "$(command -v java)")")")
  for candidate in \
    "${JAVA_HOME:-}" \
    "$default_home" \
    "${default_home:+$(dirname "$default_home")}"/* \
    "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* \
    "$(/usr/libexec/java_home -v 25 2>/dev/null)"; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  echo "Secure Call needs a JDK 25 and found none. Install one (for example Temurin 25, package temurin-25-jdk from the Adoptium repository) or set JAVA_HOME to it." >&2
  return 1
}
