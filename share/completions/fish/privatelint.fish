function __privatelint_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __privatelint_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __privatelint_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __privatelint_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __privatelint_parse_tokens -S
    set -l unparsed_tokens (__privatelint_tokens -pc)
    switch $unparsed_tokens[1]
    case 'privatelint'
        # Without a command, lint is meant
        if set -q unparsed_tokens[2]
            contains -- $unparsed_tokens[2] lint fmt init ticket change runbook verify compile overview audit record explain rules limits schema settings server help
            or set unparsed_tokens $unparsed_tokens[1] lint $unparsed_tokens[2..]
        else if string match -q -- '-*' (commandline -ct)
            set unparsed_tokens $unparsed_tokens[1] lint
        end
        __privatelint_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'lint'
            __privatelint_parse_subcommand -r 1 'format=+' 'fail-on=' 'strict' 'changed-since=' 'baseline=' 'write-baseline=' 'quiet' 'list-files' 'color=' 'suppressed' 'path-root=' 'fix' 'suggested' 'rule=+' 'diff' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'fmt'
            __privatelint_parse_subcommand -r 1 'check' 'diff' 'quiet' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'init'
            __privatelint_parse_subcommand 0 'from=+' 'all-services' 'today=' 'o/output=' 'schema=' 'company=' 'contact-name=' 'contact-email=' 'limits=' 'project=' 'title=' 'plan=' 'cloud=' 'region=' 'environment=' 'type=' 'connection=' 'cluster=' 'account=' 'customer-region=' 'subscription=+' 'port=+' 'needed-by=' 'endpoint-service=' 'service-name=' 'resource-id=' 'service-port=+' 'access-granted' 'acceptance-required' 'no-acceptance-required' 'service-region=' 'load-balancer=+' 'version' 'h/help'
        case 'ticket'
            __privatelint_parse_subcommand -r 1 'format=' 'o/output=' 'check' 'project=+' 'environment=+' 'strict' 'color=' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'change'
            __privatelint_parse_subcommand -r 1 'from=' 'from-nothing' 'format=' 'o/output=' 'summary' 'exit-code' 'project=+' 'environment=+' 'strict' 'color=' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'runbook'
            __privatelint_parse_subcommand -r 1 'format=' 'o/output=' 'check' 'next' 'project=+' 'environment=+' 'strict' 'color=' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'verify'
            __privatelint_parse_subcommand -r 1 'log=' 'o/output=' 'check' 'project=+' 'environment=+' 'strict' 'color=' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'compile'
            __privatelint_parse_subcommand -r 1 'format=' 'o/output=' 'check' 'project=+' 'environment=+' 'strict' 'color=' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'overview'
            __privatelint_parse_subcommand -r 1 'project=+' 'environment=+' 'format=' 'o/output=' 'from=' 'check' 'color=' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'audit'
            __privatelint_parse_subcommand -r 1 'from=+' 'script' 'folder=' 'account=' 'region=' 'format=+' 'fail-on=' 'strict' 'require-complete' 'quiet' 'color=' 'changed-since=' 'fix' 'suggested' 'rule=+' 'diff' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'record'
            __privatelint_parse_subcommand -r 1 'project=' 'environment=' 'endpoint-service=' 'ticket=' 'service-name=' 'resource-id=' 'adobe-subscription=' 'endpoint=' 'dns=' 'approved=' 'verified=' 'reply=' 'log=' 'replace' 'diff' 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'explain'
            __privatelint_parse_subcommand 1 'format=' 'version' 'h/help'
        case 'rules'
            __privatelint_parse_subcommand 0 'format=' 'version' 'h/help'
        case 'limits'
            __privatelint_parse_subcommand -r 1 'version' 'h/help'
        case 'schema'
            __privatelint_parse_subcommand 1 'version' 'h/help'
        case 'settings'
            __privatelint_parse_subcommand -r 1 'limits=' 'today=' 'config=' 'no-config' 'severity=+' 'exclude=+' 'no-gitignore' 'no-ignores' 'stdin-name=' 'jobs=' 'max-bytes=' 'max-nodes=' 'max-depth=' 'max-alias-nodes=' 'max-scalar-bytes=' 'max-documents=' 'max-findings=' 'version' 'h/help'
        case 'server'
            __privatelint_parse_subcommand 0 'stdio' 'client-process-id=' 'limits=' 'today=' 'config=' 'no-config' 'version' 'h/help'
        case 'help'
            __privatelint_parse_subcommand -r 1 'version'
        end
    end
end

function __privatelint_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __privatelint_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __privatelint_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __privatelint_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__privatelint_tokens -p)
    if test -z "$(__privatelint_tokens -t)"
        set -l index (count (__privatelint_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'privatelint' -f
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'lint' -d 'Check manifests and, with --fix, correct them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'fmt' -d 'Rewrite manifests in the canonical layout.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'init' -d 'Create a starter manifest.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'ticket' -d 'Compile the enablement ticket: subject and body.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'change' -d 'Compile a change request from the differences between two versions of the manifests.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'runbook' -d 'Compile the enablement steps: who does each, whether it is done, and the exact commands.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'verify' -d 'Compile the connection test as a POSIX shell script, or evaluate its output.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'compile' -d 'Compile the effective manifest, with aliases, merges, defaults and editions resolved.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'overview' -d 'Show every connection: its state, who acts next, and the next step.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'audit' -d 'Compare manifests with actual resources in AWS or Azure, or with Terraform state.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'record' -d 'Record new facts in the manifest: ticket, Adobe\'s service, endpoints, approvals, tests.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'explain' -d 'Explain what a rule means, why it matters and how to fix what it finds, or search the rules for a word.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'rules' -d 'List the rules.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'limits' -d 'List the editions of Adobe\'s documented limits, or show what differs between two.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'schema' -d 'Print a JSON Schema (draft-07), for editors and other tools.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'settings' -d 'Show the effective settings for each manifest, and where each comes from.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'server' -d 'Run the language server: findings, fixes, completion and more while you type (LSP 3.17, standard input and output).'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint"' -l 'format' -d 'The output format; repeatable. Only one format can go to standard output; give each of the others a file (`FORMAT=FILE`). With --diff, standard output is already in use.' -rfka 'text short json jsonl sarif github gitlab junit checkstyle rdjson markdown'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" fail-on' -l 'fail-on' -d 'The lowest severity that fails the run (default: error).' -rfka 'note warning error'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" strict' -l 'strict' -d 'Fail on warnings too; short for --fail-on warning.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" changed-since' -l 'changed-since' -d 'List only findings that are new since this git revision; older ones are only counted, even if their lines moved. `REV...` means the merge base of REV and HEAD.' -rfka '(git rev-parse --symbolic --branches --tags --remotes 2>/dev/null; ls -1p)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" baseline' -l 'baseline' -d 'Count the findings in this baseline in the summary, but show and fail on new ones only.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" write-baseline' -l 'write-baseline' -d 'Write the findings of this run to this file, as a baseline.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" quiet' -l 'quiet' -d 'Print findings only, without the summary line.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" list-files' -l 'list-files' -d 'List the files that would be checked, and say why others are left out.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" suppressed' -l 'suppressed' -d 'In `sarif` output, include findings suppressed by ignore comments or the baseline, and mark them as suppressed.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" path-root' -l 'path-root' -d 'The folder to which file names in `github`, `gitlab` and `sarif` are relative (default: the root of the repository).' -rfa '(__privatelint_complete_directories)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" fix' -l 'fix' -d 'Apply the safe fixes.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" suggested' -l 'suggested' -d 'Also apply the suggested fixes.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint"' -l 'rule' -d 'Fix only the findings of this rule; repeatable.' -rfka 'duplicate-key yaml-limit yaml-syntax yaml-unsupported ambiguous-scalar empty-value invisible-character missing-key truncated-text unknown-key unknown-value unquoted-digits unsupported-version wrong-type adobe-principal-missing cloud-mismatch environment-not-eligible https-to-commerce plan-not-pro private-dns region-mismatch ssh-over-privatelink endpoint-service-missing endpoint-service-swapped endpoint-service-unexpected half-bidirectional adobe-account-as-customer documentation-sample load-balancer-not-network malformed-account malformed-cluster malformed-date malformed-email malformed-endpoint malformed-load-balancer malformed-principal malformed-project-id malformed-region malformed-resource-id malformed-service-name placeholder-left port-out-of-range region-without-commerce secret-in-manifest unknown-region acceptance-off account-mismatch adobe-principal-narrowed cluster-mismatch company-mismatch duplicate-endpoint duplicate-endpoint-service duplicate-entry duplicate-environment duplicate-port endpoint-dns-mismatch environment-id-case https-on-other-port https-to-customer implausible-date lead-time port-service-mismatch project-mismatch public-endpoint-service shared-load-balancer too-many-listeners transport-as-protocol udp-transport wildcard-principal live-acceptance live-account live-connection-pending live-endpoint-mismatch live-endpoint-missing live-endpoint-state live-listener-missing live-load-balancer live-principal-missing live-principal-ungranted live-principal-unlisted live-private-dns live-region live-security-group live-service-missing live-service-state live-target-unhealthy live-unmanaged live-unrecorded expired-ignore ignore-without-reason unknown-rule unused-ignore'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" diff' -l 'diff' -d 'Show what would be fixed, and write nothing.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint lint" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint lint" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" check' -l 'check' -d 'Write nothing; list the files whose layout differs, and exit with status 1 if there are any.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" diff' -l 'diff' -d 'Write nothing; show what would change.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" quiet' -l 'quiet' -d 'Do not list the files that were formatted.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint fmt" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint fmt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init"' -l 'from' -d 'Start from existing resources, as a JSON file or a folder of JSON files: the output of the script that `privatelint audit --script` prints, of the AWS CLI, of the Azure CLI or of `terraform show -json`; repeatable.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" all-services' -l 'all-services' -d 'With --from, include every endpoint service, even those that do not allow Adobe to connect.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" today' -l 'today' -d 'With --from, the date to record for approved endpoints (default: today).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" o output' -l 'output' -s 'o' -d 'The file to write; `-` for standard output.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" schema' -l 'schema' -d 'The schema that editors check the manifest against, named in its first line: a path relative to the manifest, or a URL. `privatelint schema` prints the schema.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" company' -l 'company' -d 'The company name that Adobe has on record.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" contact-name' -l 'contact-name' -d 'The person or team that answers questions about the ticket.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" contact-email' -l 'contact-email' -d 'The contact\'s e-mail address.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" limits' -l 'limits' -d 'The edition of the documented limits (default: the edition in the settings, or 2022-10 if none).' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" project' -l 'project' -d 'The project ID.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" title' -l 'title' -d 'A display name for the project.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" plan' -l 'plan' -d 'The project\'s plan.' -rfka 'pro starter'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" cloud' -l 'cloud' -d 'The cloud that the project runs on.' -rfka 'aws azure'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" region' -l 'region' -d 'The cloud region of the Adobe Commerce instance.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" environment' -l 'environment' -d 'The environment ID (default: production; with --from, a placeholder); if the file exists, the environment to add to it.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" type' -l 'type' -d 'The kind of environment, if it is not clear from the ID.' -rfka 'production staging integration development local'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" connection' -l 'connection' -d 'The connection type.' -rfka 'unidirectional bidirectional'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" cluster' -l 'cluster' -d 'The cluster ID of the environment; required on Azure.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" account' -l 'account' -d 'Your AWS account number or Azure subscription ID.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" customer-region' -l 'customer-region' -d 'The region of your network (default: the project\'s).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init"' -l 'subscription' -d 'An Azure subscription whose private endpoints may connect; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init"' -l 'port' -d 'A port that Adobe opens for you: SERVICE:PORT or SERVICE:PROTOCOL:PORT, followed by /udp for UDP; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" needed-by' -l 'needed-by' -d 'The date by which the connection must work.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" endpoint-service' -l 'endpoint-service' -d 'A name of your choice for your endpoint service.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" service-name' -l 'service-name' -d 'Its service name (AWS).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" resource-id' -l 'resource-id' -d 'Its resource ID (Azure).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init"' -l 'service-port' -d 'A port that Adobe connects to: SERVICE:PORT or SERVICE:PROTOCOL:PORT, followed by /udp for UDP; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" access-granted' -l 'access-granted' -d 'On AWS: Adobe\'s principal already has access, granted with `aws ec2 modify-vpc-endpoint-service-permissions`. Without this flag, a placeholder is written instead.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" acceptance-required' -l 'acceptance-required' -d 'Whether you approve each connection request, as configured on the service.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" no-acceptance-required' -l 'no-acceptance-required' -d 'Whether you approve each connection request, as configured on the service.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" service-region' -l 'service-region' -d 'The service\'s region, if it is not that of your network.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init"' -l 'load-balancer' -d 'A load balancer of the service: its ARN or resource ID; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint init" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" format' -l 'format' -d 'The output format.' -rfka 'text markdown json'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" o output' -s 'o' -l 'output' -d 'Write each ticket to a file in this folder.' -rfa '(__privatelint_complete_directories)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" check' -l 'check' -d 'Write nothing; exit with status 1 if any file that -o would write is missing, out of date or no longer needed.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket"' -l 'project' -d 'Include only this project; repeatable.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket"' -l 'environment' -d 'Include only this environment; repeatable.' -rfka '(privatelint names environments (commandline -opc))'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" strict' -l 'strict' -d 'Treat warnings as errors.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint ticket" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint ticket" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" from' -l 'from' -d 'The old version: a file or folder, or a git revision such as main, HEAD~3 or a tag; `main...` is where HEAD branched off main.' -rfka '(git rev-parse --symbolic --branches --tags --remotes 2>/dev/null; ls -1p)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" from-nothing' -l 'from-nothing' -d 'Treat everything as new, with no old version. With --from: accept an old version that contains no manifest.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" format' -l 'format' -d 'The output format.' -rfka 'text markdown json'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" o output' -s 'o' -l 'output' -d 'Write one file for each project to this folder.' -rfa '(__privatelint_complete_directories)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" summary' -l 'summary' -d 'Print only the summary of changes, on standard output; otherwise it goes to standard error.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" exit-code' -l 'exit-code' -d 'Exit with status 1 if anything that Adobe needs to know about has changed, or 2 if either version cannot be read or compiled.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change"' -l 'project' -d 'Include only this project; repeatable.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change"' -l 'environment' -d 'Include only this environment; repeatable.' -rfka '(privatelint names environments (commandline -opc))'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" strict' -l 'strict' -d 'Treat warnings as errors.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint change" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint change" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" format' -l 'format' -d 'The output format.' -rfka 'text markdown json'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" o output' -s 'o' -l 'output' -d 'Write one file for each project to this folder.' -rfa '(__privatelint_complete_directories)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" check' -l 'check' -d 'Write nothing; exit with status 1 if any file that -o would write is missing, out of date or no longer needed.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" next' -l 'next' -d 'Show only the next step of each environment.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook"' -l 'project' -d 'Include only this project; repeatable.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook"' -l 'environment' -d 'Include only this environment; repeatable.' -rfka '(privatelint names environments (commandline -opc))'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" strict' -l 'strict' -d 'Treat warnings as errors.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint runbook" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint runbook" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" log' -l 'log' -d 'Evaluate this output instead of writing a script; `-` for standard input.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" o output' -s 'o' -l 'output' -d 'Write the script to this file.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" check' -l 'check' -d 'Write nothing; exit with status 1 if any file that -o would write is missing, out of date or no longer needed.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify"' -l 'project' -d 'Include only this project; repeatable.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify"' -l 'environment' -d 'Include only this environment; repeatable.' -rfka '(privatelint names environments (commandline -opc))'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" strict' -l 'strict' -d 'Treat warnings as errors.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint verify" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" format' -l 'format' -d 'json: the projects of all manifests together, in canonical form. yaml: each manifest written out in full.' -rfka 'json yaml'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" o output' -s 'o' -l 'output' -d 'Write to this file.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" check' -l 'check' -d 'Write nothing; exit with status 1 if any file that -o would write is missing, out of date or no longer needed.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile"' -l 'project' -d 'Include only this project; repeatable.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile"' -l 'environment' -d 'Include only this environment; repeatable.' -rfka '(privatelint names environments (commandline -opc))'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" strict' -l 'strict' -d 'Treat warnings as errors.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint compile" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint compile" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview"' -l 'project' -d 'Include only this project; repeatable.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview"' -l 'environment' -d 'Include only this environment; repeatable.' -rfka '(privatelint names environments (commandline -opc))'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" format' -l 'format' -d 'The output format.' -rfka 'text markdown html svg mermaid dot json'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" o output' -s 'o' -l 'output' -d 'Write to this file.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" from' -l 'from' -d 'Mark what changed since this version: a file or folder, or a git revision; `main...` is where HEAD branched off main.' -rfka '(git rev-parse --symbolic --branches --tags --remotes 2>/dev/null; ls -1p)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" check' -l 'check' -d 'Write nothing; exit with status 1 if any file that -o would write is missing, out of date or no longer needed.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint overview" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint overview" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit"' -l 'from' -d 'The collected data: a JSON file or a folder of JSON files, from the script, the AWS CLI, the Azure CLI or `terraform show -json`; repeatable.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" script' -l 'script' -d 'Print the script that collects what these manifests refer to.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" folder' -l 'folder' -d 'The folder that the script writes to (default: privatelink-cloud).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" account' -l 'account' -d 'With --script: collect from this AWS account or Azure subscription, without a manifest.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" region' -l 'region' -d 'With --account: the AWS region.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit"' -l 'format' -d 'The output format; repeatable. Only one format can go to standard output; give each of the others a file (`FORMAT=FILE`).' -rfka 'text short json jsonl sarif github gitlab junit checkstyle rdjson markdown'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" fail-on' -l 'fail-on' -d 'The lowest severity that fails the run (default: error).' -rfka 'note warning error'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" strict' -l 'strict' -d 'Fail on warnings too; short for --fail-on warning.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" require-complete' -l 'require-complete' -d 'Fail unless everything the manifests declare was collected and compared.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" quiet' -l 'quiet' -d 'Print findings only.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" color' -l 'color' -d 'When to use color.' -rfka 'auto always never'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" changed-since' -l 'changed-since' -d 'List only findings that are new since this git revision; older ones are only counted, even if their lines moved. `REV...` means the merge base of REV and HEAD.' -rfka '(git rev-parse --symbolic --branches --tags --remotes 2>/dev/null; ls -1p)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" fix' -l 'fix' -d 'Apply the safe fixes.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" suggested' -l 'suggested' -d 'Also apply the suggested fixes.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit"' -l 'rule' -d 'Fix only the findings of this rule; repeatable.' -rfka 'duplicate-key yaml-limit yaml-syntax yaml-unsupported ambiguous-scalar empty-value invisible-character missing-key truncated-text unknown-key unknown-value unquoted-digits unsupported-version wrong-type adobe-principal-missing cloud-mismatch environment-not-eligible https-to-commerce plan-not-pro private-dns region-mismatch ssh-over-privatelink endpoint-service-missing endpoint-service-swapped endpoint-service-unexpected half-bidirectional adobe-account-as-customer documentation-sample load-balancer-not-network malformed-account malformed-cluster malformed-date malformed-email malformed-endpoint malformed-load-balancer malformed-principal malformed-project-id malformed-region malformed-resource-id malformed-service-name placeholder-left port-out-of-range region-without-commerce secret-in-manifest unknown-region acceptance-off account-mismatch adobe-principal-narrowed cluster-mismatch company-mismatch duplicate-endpoint duplicate-endpoint-service duplicate-entry duplicate-environment duplicate-port endpoint-dns-mismatch environment-id-case https-on-other-port https-to-customer implausible-date lead-time port-service-mismatch project-mismatch public-endpoint-service shared-load-balancer too-many-listeners transport-as-protocol udp-transport wildcard-principal live-acceptance live-account live-connection-pending live-endpoint-mismatch live-endpoint-missing live-endpoint-state live-listener-missing live-load-balancer live-principal-missing live-principal-ungranted live-principal-unlisted live-private-dns live-region live-security-group live-service-missing live-service-state live-target-unhealthy live-unmanaged live-unrecorded expired-ignore ignore-without-reason unknown-rule unused-ignore'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" diff' -l 'diff' -d 'Show what would be fixed, and write nothing.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint audit" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint audit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" project' -l 'project' -d 'The project ID.' -rfka '(privatelint names projects)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" environment' -l 'environment' -d 'The environment ID.' -rfka '(privatelint names environments (commandline -opc))'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" endpoint-service' -l 'endpoint-service' -d 'The endpoint service that Adobe\'s endpoint connects to.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" ticket' -l 'ticket' -d 'The number of the support ticket.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" service-name' -l 'service-name' -d 'The name of Adobe\'s endpoint service (AWS).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" resource-id' -l 'resource-id' -d 'The resource ID or alias of Adobe\'s Private Link service (Azure).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" adobe-subscription' -l 'adobe-subscription' -d 'The subscription that Adobe connects from (Azure).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" endpoint' -l 'endpoint' -d 'The ID (AWS) or resource ID (Azure) of an endpoint. If only one is recorded, --dns, --approved and --verified apply to it without this option.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" dns' -l 'dns' -d 'The host name or address of the endpoint.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" approved' -l 'approved' -d 'The date on which the endpoint was approved; without a value, today.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" verified' -l 'verified' -d 'The date on which the connection test passed; without a value, today.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" reply' -l 'reply' -d 'Adobe\'s reply, as pasted from an e-mail or the ticket; `-` for standard input.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" log' -l 'log' -d 'The output of the connection test: endpoints whose ports all connected are recorded as verified.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" replace' -l 'replace' -d 'Replace existing values that differ.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" diff' -l 'diff' -d 'Show what would be written, and write nothing.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint record" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint record" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint explain" -eq 1' -fka '(privatelint names rules)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint explain" format' -l 'format' -d 'The output format.' -rfka 'text markdown json'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint explain" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint rules" format' -l 'format' -d 'The output format.' -rfka 'text markdown json'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint rules" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint rules" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint limits" -ge 1' -fka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint limits" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint limits" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint schema" -eq 1' -fka 'manifest settings report ticket change effective runbook overview'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint schema" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint schema" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_positional "privatelint settings" -ge 1' -F
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings"' -l 'severity' -d 'Set a rule\'s severity: error, warning, note or off; repeatable.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings"' -l 'exclude' -d 'Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" no-gitignore' -l 'no-gitignore' -d 'Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" no-ignores' -l 'no-ignores' -d 'Report findings even where an ignore comment covers them.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" stdin-name' -l 'stdin-name' -d 'The path to assume for standard input (`-`), in findings and when looking for settings.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" jobs' -l 'jobs' -d 'Maximum number of threads (default: one per available core).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" max-bytes' -l 'max-bytes' -d 'Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" max-nodes' -l 'max-nodes' -d 'Maximum number of nodes in a file (default 2 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" max-depth' -l 'max-depth' -d 'Maximum depth of nested collections (default 100, at most 1,000).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" max-alias-nodes' -l 'max-alias-nodes' -d 'Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" max-scalar-bytes' -l 'max-scalar-bytes' -d 'Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" max-documents' -l 'max-documents' -d 'Maximum number of documents in a file (default 20,000, at most 1 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" max-findings' -l 'max-findings' -d 'Maximum number of findings shown for a file (default 100,000, at most 10 million).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint settings" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" stdio' -l 'stdio' -d 'Serve over standard input and output, which is also the default; some editors add this flag.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" client-process-id' -l 'client-process-id' -d 'The process ID of the editor; the server ends when the editor does.' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" limits' -l 'limits' -d 'The edition of the documented limits; overrides manifests and settings.' -rfka '2022-10 2023-03'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" today' -l 'today' -d 'The date to treat as today for lead times and `until` dates (default: today in UTC).' -rfka ''
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" config' -l 'config' -d 'The settings file to use instead of the nearest .privatelint.yaml.' -rF
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" no-config' -l 'no-config' -d 'Use no settings file.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" version' -l 'version' -d 'Show the version.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint server" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'privatelint' -n '__privatelint_should_offer_completions_for_flags_or_options "privatelint help" version' -l 'version' -d 'Show the version.'