# Sourced by the scripts: finds Java, builds, and knows the options that a JVM of neurosweep needs.
#
# JAVA_HOME chooses the JDK.

say() { printf '%s: %s\n' "$program" "$*" >&2; }
die() {
  say "$*"
  exit 2
}

program=$(basename "$0")
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=$root/target
main=neurosweep.cli.Main
list=$target/neurosweep.classpath
spark_list=$target/spark.classpath
stamp=$target/neurosweep.stamp
archive=$target/neurosweep.jsa

find_java() {
  local found=${JAVA_HOME:+$JAVA_HOME/bin/java}
  if [ -z "$found" ]; then
    found=$(command -v java) || die "Java is missing; install a JDK, version 17 to 23, or set JAVA_HOME"
  fi
  [ -x "$found" ] || die "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a JDK, version 17 to 23"
  java=$(readlink -f "$found")
  java_home=$(dirname "$(dirname "$java")")
  local version
  # The release file spares the start of a JVM.
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$java_home/release" 2>/dev/null)
  [ -n "$version" ] || version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  # Spark 4.1's Hadoop client asks for the security manager, which Java 24 took away.
  [ "${version:-0}" -ge 17 ] && [ "${version:-0}" -le 23 ] ||
    die "$java is Java ${version:-of unknown version}, 17 to 23 is needed; set JAVA_HOME"
}

# The launcher's own copy of the jar, the newest. A build makes another and leaves those of the last month,
# so that a sweep that runs while the sources change keeps the classes it started with.
find_jar() {
  local candidate
  jar=
  for candidate in "$target"/launcher/neurosweep-*.jar; do
    [ -f "$candidate" ] && jar=$candidate
  done
  [ -n "$jar" ]
}

keep_copy() {
  local candidate built= copy
  for candidate in "$target"/neurosweep-*.jar; do
    case $candidate in
      *-sources.jar | *-javadoc.jar | *-tests.jar) ;;
      *) [ -f "$candidate" ] && built=$candidate ;;
    esac
  done
  [ -n "$built" ] || return 1
  copy=$target/launcher/neurosweep-$(date +%s)-$$.jar
  mkdir -p "$target/launcher" && find "$target/launcher" -name 'neurosweep-*.jar' -mtime +30 -delete
  cp "$built" "$copy"
}

is_fresh() {
  find_jar && [ -f "$list" ] && [ -f "$spark_list" ] && [ -f "$stamp" ] || return 1
  [ -z "$(find "$root/src/main" "$root/pom.xml" -newer "$stamp" -print 2>/dev/null | head -n 1)" ] || return 1
  local entry entries
  IFS=: read -r -a entries <"$list" || [ "${#entries[@]}" -gt 0 ] || return 1
  for entry in "${entries[@]}"; do
    [ -e "$entry" ] || return 1
  done
}

build() {
  [ -x "$java_home/bin/javac" ] || die "building needs a JDK, but $java_home has no compiler; install a JDK, version 17 to 23"
  command -v mvn >/dev/null || die "building needs Maven, 3.8 or later; install it, such as with apt-get install maven"
  say "building (on first use and after changes; a minute or two)"
  touch "$stamp.new"
  if ! (cd "$root" && JAVA_HOME=$java_home mvn -B -ntp -q package -Dmaven.test.skip=true) >"$target/neurosweep.log" 2>&1 </dev/null; then
    cat "$target/neurosweep.log" >&2
    die "the build failed; its output is above"
  fi
  rm -f "$archive" "$archive.failed"
  mv "$stamp.new" "$stamp"
  keep_copy && [ -f "$list" ] && [ -f "$spark_list" ] || die "the build left no jar in $target; remove that directory and start again"
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

# Leaves Java in $java, the application jar in $jar and what is missing built.
find_program() {
  find_java
  is_fresh || locked "$target/neurosweep.lock" build_if_needed || exit $?
  find_jar || die "there is no jar in $target"
}

# What a Spark distribution is to its own classes: a directory with its jars, and no more of neurosweep's.
find_spark_home() {
  spark_home=$target/spark
  cmp -s "$spark_list" "$spark_home/list" || locked "$target/spark.lock" make_spark_home || exit $?
  local core
  core=$(echo "$spark_home"/jars/spark-core_*.jar)
  core=${core##*/spark-core_}
  core=${core%.jar}
  scala_version=${core%%-*}
  spark_version=${core#*-}
}

make_spark_home() {
  local fresh=$spark_home.new entry entries
  rm -rf "$fresh" && mkdir -p "$fresh/jars" "$fresh/conf" || die "cannot write $fresh"
  IFS=: read -r -a entries <"$spark_list" || [ "${#entries[@]}" -gt 0 ]
  for entry in "${entries[@]}"; do
    ln -s "$entry" "$fresh/jars/" || die "cannot link $entry"
  done
  # Applications find it here and stay quiet.
  cp "$root/src/main/resources/log4j2.properties" "$fresh/conf/"
  cp "$spark_list" "$fresh/list" && rm -rf "$spark_home" && mv "$fresh" "$spark_home" || die "cannot write $spark_home"
}

# Sets what every JVM with cells wants of its environment; the arguments are those that may name a master.
environment() {
  # A cell is one thread; BLAS threads of their own would fight over the cores.
  export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
  local word
  for word; do
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
    -Dlog4j2.configurationFile=classpath:log4j2.properties
    # The JVM's own warnings go to standard output otherwise.
    -Xlog:disable
    -Xlog:all=warning:stderr
    -Xlog:cds*=off:stderr
  )
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

# Loads the classes of a whole run once, so that later starts find them prepared: seconds a start.
make_archive() {
  [ -f "$archive" ] || [ -f "$archive.failed" ] || {
    say "preparing fast starts (once after a build)"
    local work
    work=$(mktemp -d "${TMPDIR:-/tmp}/neurosweep.XXXXXX") || return 0
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
    "$java" "${options[@]}" -XX:ArchiveClassesAtExit="$archive.new" -cp "$classpath" "$main" \
      "${training[@]}" >"$target/neurosweep.log" 2>&1 </dev/null
    rm -rf "$work"
    if [ -s "$archive.new" ]; then
      mv "$archive.new" "$archive"
    else
      touch "$archive.failed"
      say "fast starts are not possible with this JVM; everything works without (see $target/neurosweep.log)"
    fi
  }
}
