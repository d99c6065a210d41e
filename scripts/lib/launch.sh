# Sourced by the scripts: finds Java, builds, and knows the options that a JVM of neurosweep needs.
#
# A build lives in target/launcher, apart from what `mvn` makes: the application jar, Spark's jars beside it, and a
# stamp that names both. Whoever may read it may run it. What a user of it writes is in that user's cache directory.
# JAVA_HOME chooses the JDK, NEUROSWEEP_CACHE the cache directory.

say() { printf '%s: %s\n' "$program" "$*" >&2; }
die() {
  say "$*"
  exit 2
}

program=$(basename "$0")
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=$root/target
main=neurosweep.cli.Main
home=$target/launcher
stamp=$home/stamp

find_java() {
  local found=${JAVA_HOME:+$JAVA_HOME/bin/java}
  if [ -z "$found" ]; then
    found=$(command -v java) || die "Java is missing; install a JDK, version 17 to 25, or set JAVA_HOME"
  fi
  [ -x "$found" ] || die "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a JDK, version 17 to 25"
  java=$(readlink -f "$found")
  java_home=$(dirname "$(dirname "$java")")
  # The release file spares the start of a JVM.
  java_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$java_home/release" 2>/dev/null)
  [ -n "$java_version" ] ||
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${java_version:-0}" -ge 17 ] && [ "${java_version:-0}" -le 25 ] ||
    die "$java is Java ${java_version:-of unknown version}, 17 to 25 is needed; set JAVA_HOME"
}

# Leaves in $cache the user's directory for what can be made again; the rule is that of core/CacheDirectory.java, which
# is told the result.
find_cache() {
  local account home=${HOME-} open=/tmp place
  account=$(unset HOME && echo ~) # as Java sees it, which does not ask HOME
  [ -n "${HOME+set}" ] || home=$account
  local places=("${NEUROSWEEP_CACHE-}")
  if [ "$(uname -s)" = Darwin ]; then
    places+=("${home:+$home/Library/Caches/neurosweep}")
    open=${TMPDIR:-/tmp}
  else
    places+=("${XDG_CACHE_HOME:+$XDG_CACHE_HOME/neurosweep}" "${home:+$home/.cache/neurosweep}")
  fi
  places+=("${open%/}/neurosweep-$(id -un 2>/dev/null || id -u)")
  for place in "${places[@]}"; do
    case $place in
      /*) ;;
      *) continue ;;
    esac
    (umask 077 && [ -e "$place" ] || mkdir -p "$place") 2>/dev/null
    # In a place open to all, one that somebody else made is refused.
    if [ -d "$place" ] && [ -w "$place" ] && [ -x "$place" ] && [ -O "$place" ]; then
      cache=$place
      export NEUROSWEEP_CACHE=$cache
      find_temporary
      return
    fi
  done
  die "no directory for caches can be written, of ${places[*]}; name one in NEUROSWEEP_CACHE"
}

# Leaves in $temporary where the temporary files of this process go, out of the reach of other users. What processes
# have left that were killed, such as data sets of hundreds of megabytes, goes with the next start: nobody else empties
# this directory. A process is known by its number, machine and, in a container, namespace.
find_temporary() {
  local all=$cache/tmp each here
  here=$(readlink "/proc/$$/ns/pid" 2>/dev/null)
  here=${HOSTNAME:-$(uname -n)}-${here//[!0-9]/}
  temporary=$all/$here-$$
  (umask 077 && mkdir -p "$all" && [ -O "$all" ] && chmod 700 "$all" && mkdir -p "$temporary") 2>/dev/null ||
    die "$all cannot be made a directory of this user alone; remove it, or name another place in NEUROSWEEP_CACHE"
  for each in "$all/$here"-*; do
    kill -0 "${each##*-}" 2>/dev/null || rm -rf "$each"
  done
}

# An option for a JVM as Spark takes it apart again: spark_word OPTION
spark_word() {
  local word=${1//\\/\\\\}
  printf '"%s"' "${word//\"/\\\"}"
}

# --- building

# The build that the stamp names, and when it was made. A build makes new files and leaves those of the last month, so
# that a sweep that runs while the sources change keeps the classes it started with.
find_build() {
  local name
  jar= spark_home= built=
  [ -r "$stamp" ] || return 1
  {
    read -r name && jar=$home/$name
    read -r name && spark_home=$home/$name
    read -r built
  } <"$stamp"
  [ -r "$jar" ] && [ -r "$spark_home/list" ]
}

is_fresh() {
  find_build && [ -z "$(find "$root/src/main" "$root/pom.xml" -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

can_build() {
  mkdir -p "$home" 2>/dev/null
  [ -w "$home" ] && { [ ! -e "$home/lock" ] || [ -w "$home/lock" ]; }
}

# Maven, or the script that fetches it. Without a home that can be written, what it downloads goes to the cache.
maven() {
  (
    cd "$root" || exit
    export JAVA_HOME=$java_home
    mvn=mvn account=$(unset HOME && echo ~) # Java does not ask HOME
    command -v mvn >/dev/null || mvn=$root/mvnw
    if mkdir -p "$account/.m2" 2>/dev/null && [ -w "$account/.m2" ]; then
      export MAVEN_USER_HOME=${MAVEN_USER_HOME:-$account/.m2}
    else
      export MAVEN_USER_HOME=${MAVEN_USER_HOME:-$cache/maven}
      set -- -Dmaven.repo.local="$cache/maven/repository" "$@"
    fi
    # The sum that mvnw checks is that of the zip, and without unzip it would take another archive.
    command -v unzip >/dev/null || PATH=$root/scripts/lib/unzip-by-jar:$PATH
    exec "$mvn" -B -ntp -q "$@"
  )
}

build() {
  local log=$home/build.log
  [ -x "$java_home/bin/javac" ] || die "building needs a JDK, but $java_home has no compiler; install a JDK, version 17 to 25"
  say "building (on first use and after changes; a minute or two)"
  touch "$stamp.start" || die "cannot write $home"
  maven package -Dlauncher >"$log" 2>&1 </dev/null || explain_failure "$log"
  keep_build || die "cannot keep the build in $home: $(no_room "$home" || echo 'its files are not there')"
}

# One line for what is no fault of the sources, else all that the build has said.
explain_failure() {
  local line
  if line=$(grep -m 1 'No space left on device\|Disk quota exceeded' "$1") || line=$(no_room "$home"); then
    die "building needs more room: ${line#*ERROR] }"
  fi
  if line=$(grep -m 1 'Failed to fetch\|Could not transfer\|UnknownHostException\|Failed to validate Maven' "$1"); then
    die "building needs to download, which failed: ${line#*ERROR] }"
  fi
  cat "$1" >&2
  die "the build failed; its output is above"
}

no_room() {
  local free
  free=$(df -Pk "$1" 2>/dev/null | awk 'NR == 2 {print $4}')
  [ "${free:-0}" -lt 1024 ] && echo "$1 has ${free:-0} KB left"
}

keep_build() {
  local candidate made= name spark
  for candidate in "$home"/build/neurosweep-*.jar; do
    case $candidate in
      *-sources.jar | *-javadoc.jar | *-tests.jar) ;;
      *) [ -f "$candidate" ] && made=$candidate ;;
    esac
  done
  [ -n "$made" ] && [ -f "$home/build/spark.classpath" ] || return 1
  find "$home" -maxdepth 1 -name 'neurosweep-*.jar' -mtime +30 -delete
  find "$home" -maxdepth 1 -name 'spark-*' -mtime +30 -exec rm -rf {} +
  name=neurosweep-$(date +%s)-$$.jar
  spark=spark-$(cksum <"$home/build/spark.classpath" | cut -d ' ' -f 1)
  cp "$made" "$home/$name" && make_spark_home "$home/$spark" || return 1
  printf '%s\n' "$name" "$spark" "$(date '+%Y-%m-%d %H:%M')" >"$stamp.new" &&
    touch -r "$stamp.start" "$stamp.new" && mv "$stamp.new" "$stamp" && rm -f "$stamp.start"
}

# What a Spark distribution is to its own classes: a directory with its jars, and no more of neurosweep's. The jars are
# links to files or copies: Maven's own may be where only the user who builds can read.
make_spark_home() {
  local fresh=$1.new entry entries
  if [ -r "$1/list" ]; then
    touch "$1"
    return
  fi
  rm -rf "$fresh" && mkdir -p "$fresh/jars" "$fresh/conf" || return 1
  IFS=: read -r -a entries <"$home/build/spark.classpath" || [ "${#entries[@]}" -gt 0 ] || return 1
  for entry in "${entries[@]}"; do
    ln "$entry" "$fresh/jars/" 2>/dev/null || cp "$entry" "$fresh/jars/" || return 1
    printf '%s\n' "${entry##*/}"
  done >"$fresh/list"
  # Applications find it here and stay quiet.
  cp "$root/src/main/resources/log4j2.properties" "$fresh/conf/" && rm -rf "$1" && mv "$fresh" "$1"
}

# Runs a function while no other process holds the lock: locked FILE FUNCTION [ARGUMENT...]
locked() {
  local lock=$1
  shift
  mkdir -p "$(dirname "$lock")" 2>/dev/null || die "cannot create $(dirname "$lock"), which is written to"
  if command -v flock >/dev/null; then
    (
      flock 9 || die "cannot lock $lock"
      "$@" 9>&-
    ) 9>"$lock" || exit $?
    return
  fi
  local told=
  until mkdir "$lock.d" 2>/dev/null; do
    [ -n "$told" ] || say "waiting for another start; if there is none, remove $lock.d"
    told=1
    sleep 1
  done
  (
    trap 'rmdir "$lock.d"' EXIT
    trap 'exit 130' INT TERM
    "$@"
  ) || exit $?
}

build_if_needed() { is_fresh || build; }

# Leaves in $scratch where this user may write what belongs to this installation.
find_scratch() {
  find_cache
  scratch=$target
  can_build || scratch=$cache/installations/$(printf '%s\n' "$root" | cksum | tr ' ' -)
}

# Java opens the jars of the class path and is at a loss, in many words, where it may not. It raises the soft limit
# itself.
require_files() {
  local most
  most=$(ulimit -Hn)
  [ "$most" = unlimited ] || [ "$most" -ge 512 ] ||
    die "this process may open $most files, 512 are needed; let it open more of them (ulimit -n)"
}

# Leaves Java in $java, the application jar in $jar, Spark in $spark_home, all classes in $classpath and what is missing
# built.
find_program() {
  require_files
  find_java
  find_scratch
  speak_utf8
  case $root in
    *:*) die "$root has a colon, which Java's class path cannot hold; install neurosweep elsewhere" ;;
  esac
  if [ "$scratch" = "$target" ]; then
    is_fresh || locked "$home/lock" build_if_needed || exit $?
  else
    is_fresh || [ -z "$built" ] || say "the sources are newer than the program, which cannot be built here because" \
      "$home cannot be written; this is the build of $built"
  fi
  find_build || die "nothing is built, and $home cannot be written; let its owner start $root/scripts/neurosweep once"
  local core name
  core=$(echo "$spark_home"/jars/spark-core_*.jar)
  core=${core##*/spark-core_}
  core=${core%.jar}
  scala_version=${core%%-*}
  spark_version=${core#*-}
  classpath=$jar
  while IFS= read -r name; do
    classpath=$classpath:$spark_home/jars/$name
  done <"$spark_home/list"
}

# Java takes the names of files from the locale, and cannot open what plain ASCII has no letters for.
speak_utf8() {
  [ "$(uname -s)" = Linux ] && [ "$(locale charmap 2>/dev/null)" = ANSI_X3.4-1968 ] || return 0
  export LC_ALL=C.UTF-8
}

# Sets what every JVM with cells wants of its environment; the arguments are those that may name a master.
environment() {
  # A cell is one thread; BLAS threads of their own would fight over the cores.
  export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
  local word own
  own=$(cat "$scratch/local-cluster/url" 2>/dev/null)
  for word; do
    # The cluster of scripts/local-cluster takes work from whoever knows its secret, which is in its conf.
    if [ -n "$own" ] && [ "${word#--master=}" = "$own" ] && [ -z "${SPARK_CONF_DIR-}" ]; then
      export SPARK_CONF_DIR=$scratch/local-cluster/conf
    fi
    case ${word#--master=} in
      spark://127.* | spark://localhost:*) ;;
      spark://* | yarn | k8s://*) return ;; # executors elsewhere must reach the driver
    esac
  done
  export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
}

options() {
  options=(
    # The list of pom.xml's jvm.opens: what Kryo and Spark need opened.
    --add-opens=java.base/java.nio=ALL-UNNAMED
    --add-opens=java.base/java.util=ALL-UNNAMED
    --add-opens=java.base/java.lang.invoke=ALL-UNNAMED
    --add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED
    --add-opens=java.base/sun.util.calendar=ALL-UNNAMED
    # Of the machine's memory or of the container's; -Xmx wins.
    -XX:MaxRAMPercentage=70
    -Dfile.encoding=UTF-8
    -Djava.awt.headless=true
    "-Djava.io.tmpdir=$temporary"
    -Dlog4j2.configurationFile=classpath:log4j2.properties
    # The JVM's own warnings go to standard output otherwise.
    -Xlog:disable
    -Xlog:all=warning:stderr
    -Xlog:cds*=off:stderr
  )
  # Later JVMs warn of what Spark and Hadoop do in them; Java 17 does not know the second option.
  [ "$java_version" -lt 24 ] || options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  local collector=-XX:+UseParallelGC # cells are throughput work, short pauses buy nothing
  case ${1-} in
    help | -* | init | list | status | failures | show | explain)
      # Over before the second compiler and more threads have paid for their start.
      options+=(-XX:TieredStopAtLevel=1 -XX:-UsePerfData)
      collector=-XX:+UseSerialGC
      ;;
    *)
      # Matrices of megabytes: 2 to 4 % of a training step. Other systems' JVMs do not know the option.
      case $OSTYPE in linux*) options+=(-XX:+UseTransparentHugePages) ;; esac
      [ "${1-}" != plan ] || collector=-XX:+UseSerialGC
      ;;
  esac
  case ${NEUROSWEEP_JAVA_OPTS-} in
    *-XX:+Use*GC*) ;; # two collectors are an error
    *) options+=("$collector") ;;
  esac
}

# Leaves in $archive the prepared classes of a whole run, which make later starts faster by seconds; nothing where that
# is not possible. One a build, installation and JDK: the JVM itself refuses one that does not fit.
find_archive() {
  local installation build
  installation=$(printf '%s\n' "$root" "$java_home" "$(uname -sm)" | cksum | tr ' ' -)
  build=$({ printf '%s\n' "$jar" "$spark_home" && cat "$java_home/release" 2>/dev/null; } | cksum | tr ' ' -)
  archive=$cache/starts/$installation/$build.jsa
  case $archive in
    *:*) archive= && return ;; # the JVM takes it for two
  esac
  if ! is_archived && [ ! -f "$archive.failed" ] && has_room_for_archive; then
    locked "${archive%/*}/lock" make_archive || exit $?
  fi
  is_archived || archive=
}

# An installation that was copied anew is another to the JVM.
is_archived() { [ -s "$archive" ] && [ -z "$(find "$jar" "$spark_home/list" -newer "$archive")" ]; }

has_room_for_archive() {
  local free
  mkdir -p "${archive%/*}" 2>/dev/null
  free=$(df -Pk "${archive%/*}" 2>/dev/null | awk 'NR == 2 {print int($4 / 1024)}')
  [ "${free:-0}" -ge 256 ] ||
    say "starts stay slow: preparing fast ones needs 256 MB in $cache, which has ${free:-0} MB; NEUROSWEEP_CACHE names another place"
  [ "${free:-0}" -ge 256 ]
}

make_archive() {
  is_archived || [ -f "$archive.failed" ] || {
    say "preparing fast starts (once after a build)"
    local work log=${archive%.jsa}.log
    work=$(mktemp -d "$cache/warm-up.XXXXXX") || return 0
    cat >"$work/warm-up.yaml" <<'YAML'
name: warm-up
experiment: classification
fixed: {dataset: glyphs, algorithm: bp, epochs: 1}
grid: {learning_rate: [1.0e-3]}
seeds: 1..1
YAML
    local training=(run "$work/warm-up.yaml" --out "$work" --master 'local[1]' -q)
    options run
    # A class archive is written at the end however the run ends.
    "$java" "${options[@]}" -XX:ArchiveClassesAtExit="$work/archive" -cp "$classpath" "$main" \
      "${training[@]}" >"$log" 2>&1 </dev/null
    rm -f "${archive%/*}"/*.jsa # those of earlier builds
    if [ -s "$work/archive" ]; then
      mv "$work/archive" "$archive"
    else
      touch "$archive.failed"
      say "fast starts are not possible with this JVM; everything works without (see $log)"
    fi
    rm -rf "$work"
  }
}
