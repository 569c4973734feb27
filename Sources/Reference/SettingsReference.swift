import Diagnostics
import ManifestModel
import Rules
import Linter

/// `docs/settings.md`: every key of the settings, from the declarations.
package enum SettingsReference {
  static var text: String {
    """
    # Settings

    For anyone who sets up a repository with manifests.

    The settings file `\(Settings.fileName)` configures how the manifests of a repository are checked. privatelint \
    looks for it from the manifest's folder up
    to the root of the git repository and uses the first that it finds; files are combined only if one names another \
    in `extends`. `--config FILE` uses
    another file instead, and `--no-config` uses none.
    `privatelint settings` shows what applies to each manifest, and where each value comes from. An error in the file \
    ends the run with status 2.


    """ + Markdown.block("yaml", containing: example) + KeyReference.section(SettingsKey.mapping, heading: "Keys")
      + KeyReference.section(DefaultsKey.mapping) + KeyReference.section(DefaultCustomerKey.mapping) + defaults
      + KeyReference.section(IgnoresKey.mapping) + levels + PolicyReference.text
      + patterns + precedence
  }

  /// Settings with each key, which a test reads.
  package static let example = """
    version: 1
    extends: ../platform/.privatelint.yaml  # what is set here overrides it, except what it locks
    limits: 2023-03                 # for manifests that set no edition
    defaults:
      company: Northwind Outfitters # for manifests without a company
    rules:
      wildcard-principal: error     # fails
      lead-time: note               # is reported, but never fails
      acceptance-off: off           # is not reported
    policies:
      - id: owner                   # the finding is policy/owner
        on: environments
        require: { x-owner: present }
    locked: [policy/owner]          # cannot be ignored, baselined or weakened
    ignores: { max_days: 90 }       # ignore comments end within 90 days
    include:
      - network/*.yaml              # manifests with other names
    exclude:
      - archive/**

    """

  private static var defaults: String {
    """

    ## How defaults are applied

    `company` and `contacts` come from `defaults` if a manifest lacks them, and `customer` does if an environment \
    lacks it. A `customer` without an
    `account` or a `region` is completed; if the account comes from the defaults, so do the `subscriptions`. What a \
    manifest contains always takes
    precedence, and a default for one cloud is not used on the other. A file that extends another replaces its \
    defaults key by key; `customer` is
    replaced as a whole.

    `privatelint settings` lists the defaults, `privatelint compile` shows which values came from them, and \
    `privatelint compile --format yaml` writes each
    manifest with the defaults filled in. A malformed default is an error in the settings. A default that does not \
    fit a project, such as a region other
    than the project's, is reported at the environment that lacks the value, together with the line in the settings. \
    The schema for editors does not
    take the settings into account, so it still requires `company` and `customer`; `privatelint server` does.

    """
  }

  private static var levels: String {
    """

    ## Severity of a rule

    `rules` sets a rule to `error`, `warning`, `note` or `off`; `--severity RULE=LEVEL` does so for one run. Rules \
    on documented limits and on the
    manifest language (those that cannot be ignored) can only be made stricter. For an exception that you have \
    agreed with Adobe, use an ignore comment;
    its reason goes into the ticket ([ignores](ignores.md)). [The list of rules](rules/README.md) has the default \
    severity of each.

    """
  }

  private static var patterns: String {
    """

    ## Patterns

    `include`, `exclude` and `--exclude` take path patterns. Patterns in the settings are relative to the folder of \
    the settings, and those on the command
    line to the current folder.

    | in a pattern | matches |
    | --- | --- |
    | `*` | any characters within a name, or none |
    | `?` | one character of a name |
    | `[a-z]` | one of these characters |
    | `{a,b}` | one of the alternatives |
    | `**` | any number of folders, or none; at the end, everything in a folder |
    | anything else | itself; matching is case-sensitive |

    A pattern with a `/` before its end is relative to that folder, such as `network/*.yaml`. One without, such as \
    `old.yaml`, matches a name at any depth. A pattern that
    matches a folder matches everything in it. What is excluded stays excluded, even if it is included elsewhere or \
    named on the command line; `--list-files` says why.

    """
  }

  private static var precedence: String {
    """

    ## Order of precedence

    | | first | then | then | last |
    | --- | --- | --- | --- | --- |
    | edition of the documented limits | `--limits` | the manifest's `limits` | `limits` in the settings, or in their \
    `defaults` | the default, `\(Edition.standard.id)` |
    | `company`, `contacts`, `customer` | the manifest | the settings' `defaults` | `defaults` of the settings that \
    these extend | |
    | severity of a rule | `--severity`, unless it weakens a locked rule | the settings' `rules` | `rules` of the \
    settings that these extend | the rule's default severity |
    | a policy | the settings | the settings that these extend | | |
    | excluded paths | `--exclude` and `exclude` together | `include` | | the usual names of manifests |

    """
  }
}
