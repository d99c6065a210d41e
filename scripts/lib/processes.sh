# Sourced by the scripts: the processes of a cluster, whose directory is $dir. A member is a file NAME.pid and a
# process whose command line says so. Uses /proc where there is one, else ps.

readonly term_seconds=10

command_of() {
  if [ -r "/proc/$1/cmdline" ]; then
    tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null
  else
    ps -ww -o args= -p "$1" 2>/dev/null
  fi
}

children_of() {
  local file stat
  if [ -r /proc/self/stat ]; then
    for file in /proc/[0-9]*/stat; do
      read -r stat 2>/dev/null <"$file" || continue
      set -- "$1" ${stat##*) } # behind the name: state, parent, ...
      [ "$3" != "$1" ] || printf '%s\n' "$(basename "$(dirname "$file")")"
    done
  else
    ps -A -o pid=,ppid= | awk -v parent="$1" '$2 == parent {print $1}'
  fi
}

# The process of a member, if it lives. A pid that has passed to a stranger is not one: its command line differs.
pid_of() {
  local pid
  read -r pid 2>/dev/null <"$dir/$1.pid" || return 1
  case $(command_of "$pid") in
    *"$(mark "$1") "*) echo "$pid" ;;
    *) return 1 ;;
  esac
}

mark() { printf -- '-Dneurosweep.member=%s/%s' "$dir" "$1"; }

members() {
  local file
  for file in "$dir"/*.pid; do
    [ -e "$file" ] && basename "$file" .pid
  done
}

# Waits up to some tenths of a second until a condition holds: within TENTHS COMMAND [ARGUMENT...]
within() {
  local left=$1
  shift
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.1
  done
}

end() { # end PID...: TERM, then KILL what is left
  local pid
  [ $# -gt 0 ] || return 0
  kill -TERM "$@" 2>/dev/null
  within $((term_seconds * 10)) none_lives "$@" && return
  for pid; do
    kill -KILL "$pid" 2>/dev/null
  done
  within 50 none_lives "$@"
}

none_lives() {
  local pid
  for pid; do
    kill -0 "$pid" 2>/dev/null || continue
    case $(command_of "$pid") in
      '' | *defunct*) ;; # dead, its parent has not asked yet
      *) return 1 ;;
    esac
  done
}
