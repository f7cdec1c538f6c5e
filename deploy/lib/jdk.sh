# Sourced by the scripts of this folder: finds the newest JDK that is new enough, exports JAVA_HOME and puts it first on the PATH.
# A JRE does not do, since the same JDK compiles.

orgplane_oldest_java=21

# The feature number of the JDK in folder $1 (21, 25, …), or nothing where there is none. Its `release` file answers without
# starting a JVM; "1.8.0" counts as 8.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  version=
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9._]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  [ -n "$version" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9._]*\).*/\1/p' | head -n 1)
  version=${version#1.}
  printf '%s' "${version%%[._]*}"
}

# The JDK that a `java` or `javac` on the PATH belongs to, through whatever links lead there.
jdk_on_path() {
  for program in javac java; do
    found=$(command -v "$program" 2>/dev/null) || continue
    while [ -L "$found" ]; do
      link=$(readlink "$found")
      case $link in
        /*) found=$link ;;
        *) found=$(dirname "$found")/$link ;;
      esac
    done
    dirname "$(dirname "$found")"
  done
}

# One folder a line.
jdk_candidates() {
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  jdk_on_path
  for folder in /usr/lib/jvm/* /usr/local/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ ! -d "$folder" ] || printf '%s\n' "$folder"
  done
  [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home 2>/dev/null || true
}

find_jdk() {
  best=
  best_version=0
  seen=
  while IFS= read -r candidate; do
    version=$(jdk_version "$candidate")
    [ -n "$version" ] || continue
    seen="$seen
  $candidate ($version)"
    if [ "$version" -gt "$best_version" ]; then
      best=$candidate
      best_version=$version
    fi
  done <<CANDIDATES
$(jdk_candidates | sort -u)
CANDIDATES
  if [ "$best_version" -lt "$orgplane_oldest_java" ]; then
    printf 'Orgplane needs a JDK %s or newer, and there is none in JAVA_HOME, on the PATH or in the usual folders.\n' "$orgplane_oldest_java" >&2
    [ -z "$seen" ] || printf 'Found, but too old:%s\n' "$seen" >&2
    printf 'Install one (for instance Eclipse Temurin, https://adoptium.net) or point JAVA_HOME at it.\n' >&2
    exit 1
  fi
  JAVA_HOME=$best
  orgplane_java_version=$best_version
  PATH=$JAVA_HOME/bin:$PATH
  export JAVA_HOME PATH
}

need_maven() {
  command -v mvn >/dev/null 2>&1 && return
  printf 'Orgplane is built by Maven 3.8.7 or newer, and there is no mvn on the PATH.\nInstall it (apt-get install maven, brew install maven).\n' >&2
  exit 1
}
