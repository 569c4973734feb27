#!/bin/sh
# Connection test, written by privatelint.
# Project dd2q5ct7mhgus (Brightwater US), from us-production.privatelink.yaml, us-staging.privatelink.yaml, fingerprint f9b56bb203c456f7
# Project wvl5wm7s5vkhy (Brightwater EU), from eu.privatelink.yaml, fingerprint 2ee7e9fab1ee260e
#
# sh FILE            test both directions
# sh FILE customer   from this machine, in your network, to Adobe Commerce
# sh FILE commerce   from the Adobe Commerce environment, over its normal SSH access, to your network
#
# CONNECT_TIMEOUT    seconds to wait for each connection (default: 10)
# COMMERCE_SHELL     command that opens a shell in the environment (default: magento-cloud ssh)
#
# Exit status: 0 if all connected, 1 if a connection failed, 2 if something was not tested.
# To evaluate the output later: sh FILE > verify.log; privatelint verify --log verify.log
[ -z "${ZSH_VERSION:-}" ] || emulate sh
set -u

side=${1:-both}
seconds=${CONNECT_TIMEOUT:-10}
case $side in both|customer|commerce) ;; *)
  printf '%s\n' "usage: sh $0 [both|customer|commerce]" >&2
  exit 2 ;;
esac
case $seconds in ''|*[!0-9]*|0*)
  printf '%s\n' "CONNECT_TIMEOUT: expected a whole number of seconds from 1, found '$seconds'" >&2
  exit 2 ;;
esac

# probe HOST PORT SERVICE tries one connection and prints a marked, numbered result.
# Parse the messages of curl: its exit status does not show whether the connection was made.
# probe_all COUNT runs the probes in tests(), up to eight at once.
# shellcheck disable=SC2016 # expanded by the shell that runs it
probe='probe() {
  number=$((number + 1))
  [ "$((number % lanes))" -eq "$lane" ] || return 0
  answer=$(LC_ALL=C curl -q -v --noproxy "*" --connect-timeout "$seconds" --max-time "$((seconds + 1))" -o /dev/null "telnet://$1:$2/" </dev/null 2>&1)
  ended=$?
  why=
  case $answer in
    *"Connected to "*|*"stablished connection to "*) verdict="connected" ;;
    *"onnection refused"*) verdict="refused" ;;
    *"esolve host"*|*"not resolve"*|*"esolving timed out"*|*"lookup timed out"*) verdict="name not found" ;;
    *"imed out"*|*"imeout"*) verdict="timed out" ;;
    *"No route to host"*|*"etwork is unreachable"*|*"ost is down"*) verdict="no route" ;;
    *) case $ended in
      6) verdict="name not found" ;;
      7) verdict="failed" why=": curl gave no reason" ;;
      28) verdict="timed out" ;;
      127) verdict="not tested" why=": curl was not found where the test ran" ;;
      1) verdict="not tested" why=": this curl was built without telnet support" ;;
      *) verdict="not tested" why=": curl exited with status $ended" ;;
    esac ;;
  esac
  printf "%s %s %-15s %s port %s (%s)%s\n" "$mark" "$number" "$verdict" "$1" "$2" "$3" "$why"
}
probe_all() {
  lanes=$(($1 < 8 ? $1 : 8))
  lane=0
  jobs=
  trap "kill \$jobs 2>/dev/null; exit 130" HUP INT TERM
  while [ "$lane" -lt "$lanes" ]; do
    (number=0; tests) &
    jobs="$jobs $!"
    lane=$((lane + 1))
  done
  wait
}'
eval "$probe"

connected=0
failed=0
untested=0
seen=
mark=privatelint-$$-$(date +%Y%m%d%H%M%S)

# run COUNT SIDE CLOUD [COMMAND...] runs the probes and shows their results in order: those of the function
# tests on this machine, or those on standard input in the shell that the command opens.
run() {
  count=$1
  group="$2 $3"
  shift 3
  # Only marked lines are results; anything else, such as a login banner, is ignored.
  results=$(
    if [ "$#" -eq 0 ]; then probe_all "$count"; else remotely "$@"; fi | follow | LC_ALL=C sort -n
  )
  missing=$count
  while IFS= read -r line; do
    line=${line#* }
    case $line in
      'connected '*) connected=$((connected + 1)) ;;
      'refused '*|'timed out '*|'no route '*|'name not found '*|'failed '*)
        failed=$((failed + 1))
        case $seen in *"|$group: ${line%%  *}|"*) ;; *) seen="$seen|$group: ${line%%  *}|" ;; esac ;;
      'not tested '*) untested=$((untested + 1)) ;;
      *) continue ;;
    esac
    printf '%s\n' "$line"
    missing=$((missing - 1))
  done <<END
$results
END
  if [ "$missing" -gt 0 ]; then
    untested=$((untested + missing))
    where='this machine'
    case $group in commerce*) where="the environment's shell" ;; esac
    printf '%-15s %s\n' 'not tested' "$missing of $count: no result came from $where"
  fi
}

# remotely COMMAND... runs the probes on standard input in the shell that the command opens.
remotely() {
  {
    printf 'seconds=%s\nmark=%s\n%s\ntests() {\n' "$seconds" "$mark" "$probe"
    cat
    printf '}\nprobe_all %s\n' "$count"
  } | if [ -n "${COMMERCE_SHELL:-}" ]; then
    # shellcheck disable=SC2086 # a command with its arguments
    $COMMERCE_SHELL sh
  else
    "$@" sh
  fi
}

# follow passes results on, sends all other output to standard error, and counts down on a terminal.
follow() {
  left=$count
  say_left
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      "$mark "*)
        printf '%s\n' "${line#"$mark "}"
        left=$((left - 1)) ;;
      ?*)
        say_nothing
        printf '%s\n' "$line" >&2 ;;
    esac
    say_left
  done
  say_nothing
}
say_left() { [ ! -t 2 ] || printf '\r%s of %s left ' "$left" "$count" >&2; }
say_nothing() { [ ! -t 2 ] || printf '\r%30s\r' '' >&2; }

# Production environment of dd2q5ct7mhgus (Brightwater US)
# Not tested: Search: no endpoint is recorded under enablement.
#
# On a machine that connects to Adobe Commerce: do packets leave, and do replies arrive?
#   tcpdump -i "$INTERFACE" -tt -nn port 9200 and host "$ENDPOINT_ADDRESS"

# Staging environment of dd2q5ct7mhgus (Brightwater US)
# Not tested: Search: no endpoint is recorded under enablement.
#
# On a machine that connects to Adobe Commerce: do packets leave, and do replies arrive?
#   tcpdump -i "$INTERFACE" -tt -nn port 9200 and host "$ENDPOINT_ADDRESS"

# Staging environment staging2 of dd2q5ct7mhgus (Brightwater US)
# Not tested: Search: no endpoint is recorded under enablement.
#
# On a machine that connects to Adobe Commerce: do packets leave, and do replies arrive?
#   tcpdump -i "$INTERFACE" -tt -nn port 9200 and host "$ENDPOINT_ADDRESS"

# Production environment of wvl5wm7s5vkhy (Brightwater EU)
# Not tested: Webserver: no endpoint is recorded under enablement.
# Not tested: SFTP: no endpoint is recorded under enablement.
# Not tested: erp: ERP API: Adobe's endpoint is not recorded under enablement.
#
# On each machine that your load balancer forwards to: is the service listening, and do packets arrive?
#   netstat -na | grep 8443
#   tcpdump -i "$INTERFACE" -tt -nn port 8443 and host "$SOURCE_HOST"
#
# On a machine that connects to Adobe Commerce: do packets leave, and do replies arrive?
#   tcpdump -i "$INTERFACE" -tt -nn port 80 and host "$ENDPOINT_ADDRESS"
#   tcpdump -i "$INTERFACE" -tt -nn port 2222 and host "$ENDPOINT_ADDRESS"

# Staging environment of wvl5wm7s5vkhy (Brightwater EU)
# Not tested: Webserver: no endpoint is recorded under enablement.
# Not tested: SFTP: no endpoint is recorded under enablement.
# Not tested: erp: ERP API: Adobe's endpoint is not recorded under enablement.
#
# On each machine that your load balancer forwards to: is the service listening, and do packets arrive?
#   netstat -na | grep 9443
#   tcpdump -i "$INTERFACE" -tt -nn port 9443 and host "$SOURCE_HOST"
#
# On a machine that connects to Adobe Commerce: do packets leave, and do replies arrive?
#   tcpdump -i "$INTERFACE" -tt -nn port 80 and host "$ENDPOINT_ADDRESS"
#   tcpdump -i "$INTERFACE" -tt -nn port 2222 and host "$ENDPOINT_ADDRESS"

if [ "$((connected + failed + untested))" -eq 0 ]; then
  printf '%s\n' 'Nothing was tested: no endpoint in the manifest has a "dns" value for this direction.' >&2
  exit 2
fi
printf '%s connected, %s failed, %s not tested\n' "$connected" "$failed" "$untested"
[ "$failed" -eq 0 ] || exit 1
[ "$untested" -eq 0 ] || exit 2
