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

    A repository says in `\(Settings.fileName)` how its manifests are checked. The file that applies to a manifest is \
    the nearest one from the manifest's
    folder up to the root of its git repository; files are combined only if one names another in `extends`. `--config \
    FILE` takes another file instead, and
    `--no-config` takes none.
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
    limits: 2023-03                 # for manifests that name no edition
    defaults:
      company: Northwind Outfitters # for manifests that name none
    rules:
      wildcard-principal: error     # fails
      lead-time: note               # is reported, and never fails
      acceptance-off: off           # is not reported
    policies:
      - id: owner                   # the finding is policy/owner
        on: environments
        require: { x-owner: present }
    locked: [policy/owner]          # no ignore, no baseline, no lower severity
    ignores: { max_days: 90 }       # an ignore ends within 90 days
    include:
      - network/*.yaml              # manifests with other names
    exclude:
      - archive/**

    """

  private static var defaults: String {
    """

    ## What manifests need not write

    `company` and `contacts` are taken from `defaults` if a manifest lacks them, `customer` if an environment does. A \
    `customer` that is written without
    an `account` or a `region` is completed, with the `subscriptions` if the account is taken over. What is written \
    always wins, and a default for one cloud
    is not used on the other. A file that extends another replaces its defaults key by key; `customer` is replaced as \
    a whole.

    `privatelint settings` lists the defaults, `privatelint compile` says which values came from them, and \
    `privatelint compile --format yaml` writes each manifest out in
    full. A default that is malformed is an error in the settings. One that does not fit a project, such as a region \
    that is not the project's, is reported
    at the environment that lacks the value, with the line of the settings beside it. The schema for editors does not \
    know the settings, so it still asks for `company`
    and `customer`; `privatelint server` knows them.

    """
  }

  private static var levels: String {
    """

    ## Levels of a rule

    `rules` sets a rule to `error`, `warning`, `note` or `off`; `--severity RULE=LEVEL` does so for one run. \
    Documented limits and rules of the language
    (those that cannot be ignored) can only be raised: a limit that you have agreed on with Adobe is ignored in place, \
    with a reason that goes into the
    ticket ([ignores](ignores.md)). [The list of rules](rules/README.md) has the default severity of each.

    """
  }

  private static var patterns: String {
    """

    ## Patterns

    `include`, `exclude` and `--exclude` take patterns of paths. Those of the settings are taken from the folder of \
    the settings, those of the command line from
    the current folder.

    | in a pattern | matches |
    | --- | --- |
    | `*` | any text within a name, also none |
    | `?` | one character of a name |
    | `[a-z]` | one of these characters |
    | `{a,b}` | one text or the other |
    | `**` | any number of folders, also none; at the end, everything in a folder |
    | anything else | itself, letter case included |

    A pattern with a `/` before its end begins at that folder: `network/*.yaml`. One without, such as `old.yaml`, \
    matches a name at any depth. A pattern that
    matches a folder matches everything in it. What is left out stays out, also when it is included or named on the \
    command line; `--list-files` says why.

    """
  }

  private static var precedence: String {
    """

    ## Order of precedence

    | | first | then | then | last |
    | --- | --- | --- | --- | --- |
    | edition of the limits | `--limits` | the manifest's `limits` | `limits` of the settings, or of their `defaults` \
    | the default, `\(Edition.standard.id)` |
    | `company`, `contacts`, `customer` | the manifest | the settings' `defaults` | `defaults` of the settings that \
    these extend | |
    | level of a rule | `--severity`, unless it weakens what is locked | the settings' `rules` | `rules` of the \
    settings that these extend | the severity of the rule |
    | a policy | the settings' own | that of the settings that these extend | | |
    | paths left out | `--exclude` and `exclude` together | `include` | | the names of manifests |

    """
  }
}
