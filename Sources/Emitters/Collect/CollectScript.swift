import Diagnostics
import ManifestModel

/// A POSIX script of read-only calls that collects what manifests speak of into a folder.
package enum CollectScript {
  /// The verbs that the script may use: none of them changes anything.
  package static let verbs = ["get-caller-identity", "describe-", "list", "show"]

  /// What manifests speak of, in order.
  package static func targets(of projects: [EffectiveProject]) -> [CollectTarget] {
    var targets: Set<CollectTarget> = []
    for project in projects {
      guard let cloud = project.cloud else { continue }
      for environment in project.environments {
        guard let account = environment.account else { continue }
        switch cloud {
        case .aws:
          let regions = [environment.region] + environment.endpointServices.map(\.region)
          for case let region? in regions { targets.insert(CollectTarget(.aws, account: account, region: region)) }
        case .azure:
          // Endpoints and services may be in other subscriptions than the account.
          let ids = environment.endpoints.map(\.id) + environment.endpointServices.map(\.identifier)
          for subscription in [account] + environment.subscriptions + ids.compactMap({ $0.flatMap(subscription) }) {
            targets.insert(CollectTarget(.azure, account: subscription.lowercased(), region: nil))
          }
        }
      }
    }
    return targets.sorted {
      ($0.cloud.rawValue, $0.account, $0.region ?? "") < ($1.cloud.rawValue, $1.account, $1.region ?? "")
    }
  }

  /// The subscription that a resource ID names.
  private static func subscription(of resourceID: String) -> String? {
    let parts = resourceID.split(separator: "/")
    return parts.count > 2 && parts[0].lowercased() == "subscriptions" ? String(parts[1]) : nil
  }

  package static func render(_ targets: [CollectTarget], folder: String) -> String {
    var text = head(folder)
    if targets.contains(where: { $0.cloud == .aws }) { text += awsFunctions }
    if targets.contains(where: { $0.cloud == .azure }) { text += azureFunctions }
    text += "\n"
    for target in targets {
      switch target.cloud {
      case .aws: text += "aws_account \(Shell.quoted(target.account)) \(Shell.quoted(target.region ?? ""))\n"
      case .azure: text += "azure_subscription \(Shell.quoted(target.account))\n"
      }
    }
    return text + tail
  }

  // MARK: Parts

  private static func head(_ folder: String) -> String {
    """
    #!/bin/sh
    # Collects data about these PrivateLink connections from AWS or Azure. It makes only read-only API calls.
    # Run it once for each account or subscription, signed in to that one. Data collected from the others is kept.
    # Then: privatelint audit --from \(Shell.comment(folder).dropFirst(2))
    set -u
    umask 077
    folder=\(Shell.quoted(folder))
    status=0

    say() { printf '%s\\n' "$*" >&2; }

    # collect FILE COMMAND...: save the command's output to FILE, but only if it succeeds; errors go to FILE.err.
    collect() {
      file=$1
      shift
      mkdir -p "${file%/*}" || { status=1; return 1; }
      if "$@" >"$file.part" 2>"$file.err" </dev/null; then
        mv -f "$file.part" "$file" && rm -f "$file.err"
      else
        rm -f "$file.part"
        say "could not read: $* (see $file.err)"
        status=1
        return 1
      fi
    }

    # Report a failed call that lists the resources for further calls.
    unread() {
      say "could not read: $*"
      status=1
    }

    # Delete what an earlier run collected from this account; it may be out of date.
    forget() { rm -f "$into"/*.json "$into"/*.json.err; }

    # Accept only names that are safe in file names.
    is_plain() { case $1 in '' | *[!A-Za-z0-9-]*) return 1 ;; esac; }

    """
  }

  private static let awsFunctions = """

    AWS_PAGER=
    export AWS_PAGER

    # aws_account ACCOUNT REGION
    aws_account() {
      account=$1
      region=$2
      into=$folder/aws/$account/$region
      if ! command -v aws >/dev/null 2>&1; then
        say "account $account: the AWS CLI is not installed"
        status=1
        return
      fi
      if ! current=$(aws sts get-caller-identity --query Account --output text </dev/null); then
        say "account $account in $region: skipped, because aws sts get-caller-identity failed; sign in to $account and \
    run this again"
        status=1
        return
      fi
      if [ "$current" != "$account" ]; then
        say "account $account in $region: skipped, because you are signed in to $current; set AWS_PROFILE to a profile \
    of $account and run this again"
        status=1
        return
      fi
      say "account $account in $region"
      forget
      collect "$into/get-caller-identity.json" aws sts get-caller-identity --output json
      collect "$into/describe-vpc-endpoints.json" aws ec2 describe-vpc-endpoints --region "$region" --output json
      collect "$into/describe-load-balancers.json" aws elbv2 describe-load-balancers --region "$region" --output json
      aws_security_groups
      aws_owners
      collect "$into/describe-vpc-endpoint-service-configurations.json" \\
        aws ec2 describe-vpc-endpoint-service-configurations --region "$region" --output json || return
      services=$(aws ec2 describe-vpc-endpoint-service-configurations --region "$region" \\
        --query 'ServiceConfigurations[].ServiceId' --output text </dev/null) || unread "the IDs of the services in \
    $region"
      for service in $services; do
        is_plain "$service" && [ "$service" != None ] || continue
        collect "$into/describe-vpc-endpoint-service-permissions--$service.json" \\
          aws ec2 describe-vpc-endpoint-service-permissions --region "$region" --service-id "$service" --output json
        collect "$into/describe-vpc-endpoint-connections--$service.json" \\
          aws ec2 describe-vpc-endpoint-connections --region "$region" \\
          --filters "Name=service-id,Values=$service" --output json
      done
      balancers=$(aws ec2 describe-vpc-endpoint-service-configurations --region "$region" \\
        --query 'ServiceConfigurations[].NetworkLoadBalancerArns[]' --output text </dev/null) ||
        unread "the load balancers of the services in $region"
      for balancer in $balancers; do
        aws_load_balancer "$balancer"
      done
    }

    # aws_load_balancer ARN: its listeners, and the health of its targets.
    aws_load_balancer() {
      name=${1##*loadbalancer/}
      name=${name#*/}
      name=${name%%/*}-${name##*/}
      is_plain "$name" && [ "$1" != None ] || return
      collect "$into/describe-listeners--$name.json" \\
        aws elbv2 describe-listeners --region "$region" --load-balancer-arn "$1" --output json || return
      errors=$into/describe-target-groups--$name.json.err
      if targets=$(aws elbv2 describe-target-groups --region "$region" --load-balancer-arn "$1" \\
        --query 'TargetGroups[].TargetGroupArn' --output text 2>"$errors" </dev/null); then
        rm -f "$errors"
      elif grep -q TargetGroupNotFound "$errors"; then
        # The load balancer has no target groups.
        rm -f "$errors"
        return
      else
        unread "the target groups of $1 (see $errors)"
        return
      fi
      for group in $targets; do
        name=${group##*targetgroup/}
        name=${name%%/*}-${name##*/}
        is_plain "$name" && [ "$group" != None ] || continue
        collect "$into/describe-target-health--$name.json" \\
          aws elbv2 describe-target-health --region "$region" --target-group-arn "$group" --output json
      done
    }

    # Find the owners of the services that the endpoints connect to.
    aws_owners() {
      names=$(aws ec2 describe-vpc-endpoints --region "$region" \\
        --query "VpcEndpoints[?ServiceName && contains(ServiceName, '.vpce-svc-')].ServiceName" --output text \
    </dev/null) ||
        unread "the services of the endpoints in $region"
      for name in $names; do
        case $name in *[!a-z0-9.-]*) continue ;; *.vpce-svc-*) aws_owner "$name" ;; esac
      done
    }

    # aws_owner NAME: one call per service, because a single missing service would make a combined call fail.
    aws_owner() {
      file=$into/describe-vpc-endpoint-services--${1##*.}.json
      [ ! -e "$file" ] || return 0
      mkdir -p "$into" || { status=1; return; }
      if aws ec2 describe-vpc-endpoint-services --region "$region" --service-names "$1" --output json \\
        >"$file.part" 2>"$file.err" </dev/null; then
        mv -f "$file.part" "$file" && rm -f "$file.err"
      elif grep -q InvalidServiceName "$file.err"; then
        rm -f "$file.part" "$file.err"
        say "the endpoint service $1 does not exist, or this account may not see it"
      else
        rm -f "$file.part"
        unread "the owner of $1 (see $file.err)"
      fi
    }

    # The security groups of the endpoints.
    aws_security_groups() {
      groups=$(aws ec2 describe-vpc-endpoints --region "$region" \\
        --query 'VpcEndpoints[].Groups[].GroupId' --output text </dev/null) ||
        unread "the security groups of the endpoints in $region"
      set --
      for group in $groups; do
        is_plain "$group" && [ "$group" != None ] && set -- "$@" "$group"
      done
      [ $# -gt 0 ] || return 0
      collect "$into/describe-security-groups.json" \\
        aws ec2 describe-security-groups --region "$region" --group-ids "$@" --output json
    }

    """

  private static let azureFunctions = """

    # azure_subscription SUBSCRIPTION
    azure_subscription() {
      subscription=$1
      into=$folder/azure/$subscription
      if ! command -v az >/dev/null 2>&1; then
        say "subscription $subscription: the Azure CLI is not installed"
        status=1
        return
      fi
      if ! az account show --subscription "$subscription" --output none >/dev/null </dev/null; then
        say "subscription $subscription: skipped, because az account show failed; run az login for its tenant and run \
    this again"
        status=1
        return
      fi
      say "subscription $subscription"
      forget
      collect "$into/account-show.json" az account show --subscription "$subscription" --output json
      collect "$into/private-link-service-list.json" \\
        az network private-link-service list --subscription "$subscription" --output json
      collect "$into/private-endpoint-list.json" \\
        az network private-endpoint list --subscription "$subscription" --output json
      collect "$into/nic-list.json" \\
        az network nic list --subscription "$subscription" --query '[?privateEndpoint]' --output json
      collect "$into/lb-list.json" az network lb list --subscription "$subscription" --output json
    }

    """

  private static let tail = """

    if [ "$status" -ne 0 ]; then
      say "not everything was read: see the lines above and the .err files in $folder, and run this again"
    fi
    exit "$status"

    """
}
