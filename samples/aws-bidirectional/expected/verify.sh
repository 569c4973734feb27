#!/bin/sh
# Connection test, written by privatelint.
# Project yw1unoukjcawe (EU storefront), from privatelink.yaml, fingerprint 42c7cc4555c27c9d
#
# sh FILE            tests both directions
# sh FILE customer   from this machine, in your network, to Adobe Commerce
# sh FILE commerce   from the Adobe Commerce environment, over its ordinary SSH, to your network
#
# CONNECT_TIMEOUT    seconds to wait for each connection, 10 where it is not set
# COMMERCE_SHELL     the command that reaches the environment, where it is not `magento-cloud ssh`
#
# Ends with 0: all connected. 1: a connection failed. 2: something could not be tested.
set -u

side=${1:-both}
seconds=${CONNECT_TIMEOUT:-10}
case $side in both|customer|commerce) ;; *)
  printf '%s\n' "usage: sh $0 [both|customer|commerce]" >&2
  exit 2 ;;
esac
case $seconds in ''|*[!0-9]*|0*)
  printf '%s\n' "CONNECT_TIMEOUT takes whole seconds, not '$seconds'" >&2
  exit 2 ;;
esac

# One line for each host and port. Words decide: the exit status of an open connection and of none are the same.
# shellcheck disable=SC2016 # what is in it is expanded where it runs
probe='probe() {
  LC_ALL=C
  export LC_ALL
  answer=$(curl -v --noproxy "*" --connect-timeout "$seconds" --max-time "$((seconds + 1))" -o /dev/null "telnet://$1:$2/" </dev/null 2>&1)
  status=$?
  why=
  case $answer in
    *"Connected to "*|*"stablished connection to "*) verdict="connected" ;;
    *"onnection refused"*) verdict="refused" ;;
    *"esolve host"*|*"esolving timed out"*) verdict="name not found" ;;
    *"No route to host"*|*"etwork is unreachable"*) verdict="no route" ;;
    *"imed out"*|*"imeout"*) verdict="timed out" ;;
    *) case $status in
      6) verdict="name not found" ;;
      7) verdict="refused" ;;
      28) verdict="timed out" ;;
      127) verdict="not tested" why=": no curl here" ;;
      1) verdict="not tested" why=": this curl is built without telnet" ;;
      *) verdict="not tested" why=": curl ended with status $status" ;;
    esac ;;
  esac
  printf "%-15s %s port %s (%s)%s\n" "$verdict" "$1" "$2" "$3" "$why"
}'
eval "$probe"

connected=0
failed=0
untested=0
seen=

# tally shows the lines of a test and counts them. Its second argument says how many there should be, its third which side they are of.
tally() {
  missing=$2
  while IFS= read -r line; do
    case $line in
      'connected '*) connected=$((connected + 1)) ;;
      'refused '*|'name not found '*|'no route '*|'timed out '*) failed=$((failed + 1)) seen="$seen|$3: ${line%%  *}|" ;;
      'not tested '*) untested=$((untested + 1)) ;;
      '') continue ;;
      *) # What else a shell says when it is entered.
        printf '%s\n' "$line" >&2
        continue ;;
    esac
    printf '%s\n' "$line"
    missing=$((missing - 1))
  done <<END
$1
END
  if [ "$missing" -gt 0 ]; then
    untested=$((untested + missing))
    printf '%-15s %s\n' 'not tested' "$missing of $2: no answer came from the environment's shell"
  fi
}

# reach runs what comes on its standard input in the environment's shell.
reach() {
  if [ -n "${COMMERCE_SHELL:-}" ]; then
    # shellcheck disable=SC2086 # a command with its arguments
    $COMMERCE_SHELL sh
  else
    "$@" sh
  fi
}

# Production environment of yw1unoukjcawe (EU storefront)
# Toward Adobe Commerce nothing is tested yet: enablement.endpoints has no dns.
# erp is not tested yet: its enablement.endpoints has no dns of Adobe's endpoint.
#
# On each machine behind your load balancer: does the service listen, and do packets arrive?
#   netstat -na | grep 8443
#   tcpdump -i "$INTERFACE" -tt -nn port 8443 and host "$SOURCE_HOST"
#
# On a machine that connects to Adobe Commerce: do packets leave, and do answers come?
#   tcpdump -i "$INTERFACE" -tt -nn port 80 and host "$ENDPOINT_ADDRESS"
#   tcpdump -i "$INTERFACE" -tt -nn port 2222 and host "$ENDPOINT_ADDRESS"

if [ "$((connected + failed + untested))" -eq 0 ]; then
  printf '%s\n' 'Nothing was tested: the manifest has no endpoint with a dns for this direction.' >&2
  exit 2
fi
printf '%s connected, %s failed, %s not tested\n' "$connected" "$failed" "$untested"
case $seen in *'|customer: refused|'*) printf '%s\n' 'refused, toward Adobe Commerce: Adobe'\''s side was reached, and nothing listens there on the port. Is it one of the ports that the ticket asks for? If so, say it in the ticket.' ;; esac
case $seen in *'|customer: name not found|'*) printf '%s\n' 'name not found, toward Adobe Commerce: the host name does not resolve. Is it spelled as the cloud prints it? Does the endpoint still exist? The name of a new one takes some minutes.' ;; esac
case $seen in *'|customer: no route|'*) printf '%s\n' 'no route, toward Adobe Commerce: the machine that tries has no route to the endpoint. Was the test run inside the endpoint'\''s network? If so, look at route tables and network ACLs.' ;; esac
case $seen in *'|customer: timed out|'*) printf '%s\n' 'timed out, toward Adobe Commerce: no answer came. Has Adobe approved the connection request (the endpoint'\''s state is available)? Does the endpoint'\''s security group let this machine in on the port? Is the endpoint in a zone of Adobe'\''s service? Has Adobe opened the port?' ;; esac
case $seen in *'|commerce: refused|'*) printf '%s\n' 'refused, from Adobe Commerce: your side was reached, and nothing listens there on the port. Is the service running on each machine (netstat), does the load balancer listen on the port, and are its targets healthy?' ;; esac
case $seen in *'|commerce: name not found|'*) printf '%s\n' 'name not found, from Adobe Commerce: the host name does not resolve. Is it spelled as the cloud prints it? Does the endpoint still exist? The name of a new one takes some minutes.' ;; esac
case $seen in *'|commerce: no route|'*) printf '%s\n' 'no route, from Adobe Commerce: the machine that tries has no route to the endpoint. Was the test run inside the endpoint'\''s network? If so, look at route tables and network ACLs.' ;; esac
case $seen in *'|commerce: timed out|'*) printf '%s\n' 'timed out, from Adobe Commerce: no answer came. Have you approved Adobe'\''s request? Does your load balancer listen on the port, in the zones of Adobe'\''s endpoint? Do its security group and that of its targets let the connection in, and are the targets healthy?' ;; esac
[ "$failed" -eq 0 ] || exit 1
[ "$untested" -eq 0 ] || exit 2
