#!/bin/sh
# Connection test, written by privatelint.
# Project yw1unoukjcawe (EU storefront), from privatelink.yaml, fingerprint 3aff40c62df56a36
#
# sh FILE            tests both directions
# sh FILE customer   from this machine, in your network, to Adobe Commerce
# sh FILE commerce   from the Adobe Commerce environment, over its ordinary SSH, to your network
#
# CONNECT_TIMEOUT    seconds to wait for each connection, 10 where it is not set
# COMMERCE_SHELL     how to reach a shell of the environment; `magento-cloud ssh` with project and environment where it is not set
set -u

side=${1:-both}
seconds=${CONNECT_TIMEOUT:-10}
failed=0
tested=0

# probe runs where the connection starts: here, or in the environment's shell. One line for each host and port.
probe='probe() {
  answer=$(curl -v --noproxy "*" --connect-timeout "$seconds" --max-time "$((seconds + 2))" "telnet://$1:$2/" </dev/null 2>&1)
  # The exit status is the same for an open connection and for none: only the words tell.
  case $answer in
    *"Connected to "*) verdict="connected" ;;
    *"onnection refused"*) verdict="refused" ;;
    *"ould not resolve host"*|*"ouldn"?"t resolve host"*) verdict="name not found" ;;
    *"not found"*|*"command not found"*) verdict="no curl here" ;;
    *"No route to host"*|*"etwork is unreachable"*) verdict="no route" ;;
    *) verdict="timed out" ;;
  esac
  printf "%-15s %s port %s (%s)\n" "$verdict" "$1" "$2" "$3"
}'
eval "$probe"

# count reads the lines of a test, shows them, and counts.
count() {
  while IFS= read -r line; do
    printf '%s\n' "$line"
    tested=$((tested + 1))
    case $line in 'connected '*) ;; *) failed=$((failed + 1)) ;; esac
  done <<END
$1
END
}

# Production environment of yw1unoukjcawe (EU storefront)
# No endpoint with a `dns` is in the manifest yet: there is nothing to connect to.
# On each machine behind your load balancer: is the service listening, and do packets arrive?
#   netstat -na | grep 8443
#   tcpdump -i "$INTERFACE" -tt -nn port 8443 and host "$SOURCE_HOST"

if [ "$tested" -eq 0 ]; then
  printf '%s\n' 'Nothing was tested: no endpoint of this direction has a dns in the manifest.' >&2
  exit 2
fi
printf '%s of %s connections failed\n' "$failed" "$tested"
[ "$failed" -eq 0 ]
