import Diagnostics

/// The words by which an answer denies, announces or puts aside a name, in English and in the other languages of
/// support. All are in lower case; an apostrophe separates words (`don`, `t`).
enum ReplyWords {
  static let negations = Set(
    wordsOf: """
      not never cannot cant dont doesnt isnt wont neither nor unable failed none nobody havent hasnt wasnt arent
      shouldnt mustnt couldnt didnt nicht kein keine keinen keiner keinem nie pas non não nunca niet geen
      """
  )

  /// Verbs after the Spanish "no".
  static let afterSpanishNo = Set(wordsOf: "utilice utilicen usar utilizar es está hemos se ha existe")

  /// Before a name: what is not to be used.
  static let rejecting = Set(
    wordsOf: """
      ignore ignoring disregard discard avoid stop delete remove cancel replaces replacing supersedes superseding
      statt anstatt anstelle ignorieren ignorez remplace refrain postpone except excluding withdraw revoke retire
      decommission disable terminate replace del strike
      """
  )

  /// Before or after a name: what it is.
  static let states = Set(
    wordsOf: """
      old former formerly previous previously deprecated obsolete invalid wrong incorrect outdated expired retired
      decommissioned deleted deleting removed revoked withdrawn replaced superseded cancelled canceled terminated
      suspended discontinued inactive void stale legacy ceased nonexistent non-existent non-existing refused typo
      dummy placeholder disabled reverted undone unavailable rejected declined denied gone mistaken mistake example \
      e.g sample such
      alte alten alter veraltet frühere früheren ungültig ersetzt beispiel z.b ancien ancienne invalide remplacé
      exemple inválido antiguo
      """
  )

  static func isNegation(_ word: String, after previous: String) -> Bool {
    negations.contains(word) || word == "t" && previous.hasSuffix("n")
      || ["n´t", "nʼt", "n′t"].contains(where: word.hasSuffix)
  }

  /// `do not reply`, `please no reply`.
  static let beforeReply: Set<String> = ["do", "don", "please"]

  /// What a reminder to the customer negates: `you have not yet created`.
  static let auxiliaries: Set<String> = ["have", "haven", "did", "didn"]

  static let leaving = Set(
    wordsOf: """
      switch switched move moved migrate migrated change changed away renamed
      """
  )

  /// Of another one: whose name it is.
  static let customers: Set<String> = ["customer", "merchant", "client", "account", "company"]

  /// Two words before a name.
  static let pairs: [String: Set<String>] = [
    "instead": ["of"], "place": ["of"], "lieu": ["of"], "rather": ["than"], "look": ["like"],
    "looks": ["like"],
    "hold": ["off"],
  ]

  static let examples = Set(wordsOf: "example e.g sample such beispiel z.b exemple")

  /// Words that leave a name in doubt from further away.
  static let strong = Set(
    wordsOf: """
      ignore ignoring disregard discard refrain postpone deprecated obsolete invalid wrong incorrect outdated
      expired retired decommissioned revoked withdrawn superseded cancelled canceled terminated suspended
      discontinued nonexistent non-existent non-existing typo mistaken mistake reverted undone ungültig veraltet \
      ignorieren ignorez
      invalide inválido
      """
  )

  /// What may be between a negation and the name that it is about.
  static let afterNegation: Set<String> = naming.union([
    "use", "using", "used", "circumstances", "create", "created", "creating", "connect", "connected", "connecting",
    "to", "any", "for",
    "with", "from", "of", "in", "at", "on", "it", "is", "be", "been", "yet", "enable", "enabled", "allow", "allowed",
    "approve", "approved", "provisioned", "provision", "set", "up", "available", "valid", "more", "longer", "anymore",
    "even", "still", "able", "correct", "open", "exist", "grant", "granted", "access", "point", "old", "previous",
    "former",
    "utiliser", "utilisez", "utilice", "verwenden", "benutzen", "den", "die", "das", "der", "le", "la", "el", "mehr",
  ])

  /// What may be between `the old` and the name.
  static let beforeName: Set<String> = naming.union([
    "known",
    "is", "was", "as", "like", "of", "using", "to", "from", "on", "creating", "connecting", "den", "die", "das", "der",
    "le", "la", "el",
  ])

  /// What may be between a name and what is said of it.
  static let afterName: Set<String> = naming.union([
    "is", "are", "was", "were", "will", "would", "should", "must", "may", "can", "could", "has", "have", "had", "been",
    "be", "do", "does", "did", "doesn", "isn", "wasn", "don", "shouldn", "mustn", "hasn", "couldn", "which", "it",
    "now", "currently", "still", "status", "state", "servicestate", "exist", "existe", "existiert", "works", "please",
    "also", "already", "since", "unfortunately",
    "to", "wird", "wurde", "ist", "darf", "est", "n", "ne", "a", "été", "ya", "es", "-", "–", "—",
  ])

  static let naming = Set(
    wordsOf: """
      the a an your our my this that following vpc aws azure adobe s private link privatelink interface endpoint
      endpoints service services name names named called alias resource subscription id new requested dienst namen
      servicio nom du
      """
  )

  /// What is done to a name that is no more.
  static let removal = Set(wordsOf: "remove removed removing delete deleted deleting gone")

  // MARK: Announcements

  static let future = Set(wordsOf: "will ll shall going would")
  static let adverbs = Set(wordsOf: "to then now soon shortly also probably likely most first")

  /// Beside a name: it is not certain yet.
  static let hedges = Set(
    wordsOf: """
      probably presumably likely maybe perhaps possibly tentative tentatively provisional preliminary planned reserved
      """
  )

  /// Before what is not certain yet: `it may be …`, `… might change`.
  static let possibility: Set<String> = ["may", "might", "could"]
  static let changing: Set<String> = ["change", "differ"]

  /// Before a name: it is asked about, or stands for another one.
  static let asides: Set<String> = ["form", "format", "like", "expect", "confirm"]
  static let afterAside: Set<String> = beforeName.union(["something", "that", "whether", "if", "it", "for"])

  /// What the customer has done to a name that an answer repeats: `you told us that … is …`.
  static let telling = Set(
    wordsOf: "told said gave sent wrote mentioned provided shared requested reported listed entered supplied tried used"
  )

  /// Between `your` and the name of a service that the customer has.
  static let ofService = Set(
    wordsOf: "own vpc aws azure private link privatelink interface endpoint service services named called"
  )

  /// What the customer is asked to do at a service of its own: `please accept our endpoint on …`.
  static let granting = Set(wordsOf: "accept approve allow permit authorize authorise grant")
  static let beforeTask = Set(wordsOf: "please kindly also now then next could can would you bitte")

  static let ofSubscription = Set(wordsOf: "azure subscription subscriptions id ids guid number is")

  /// What Adobe does to a service: of a name that follows, and of one that goes before.
  static let making = Set(
    wordsOf: """
      create creating creation provision provisioning deploy deploying deployment build building set setting setup
      configure configuring configuration generate generating activate activating activation prepare preparing
      """
  )
  static let afterMaking: Set<String> = beforeName.union(["up", "for", "you"])
  static let made = Set(
    wordsOf: """
      created provisioned deployed built set configured generated activated prepared available ready live active
      enabled creating provisioning deploying
      """
  )

  // MARK: What a negation is about

  /// `not only`, `not publicly reachable`.
  static let degrees = Set(wordsOf: "only just later public publicly nur öffentlich seulement solo sólo")

  static let politeVerbs = Set(
    wordsOf: """
      hesitate forget worry share publish disclose forward modify change edit support supports delete remove affect
      impact incur receive received heard block filter problem delay confuse confused troubleshoot mention zögern
      zögert hésitez hésiter dude duden dudes esiti esitate esitare hesite hesitem aarzel
      """
  )

  static let needs = Set(wordsOf: "need needed require required necessary see seen erforderlich nötig")

  /// What answers say in general of a connection.
  static let topics = Set(
    wordsOf: """
      dns privatedns https http ssh ipv6 udp icmp ping internet public publicly costs charges 443 confidential
      recipient
      """
  )

  static let rights = Set(wordsOf: "access permission permissions allowed authorized added been")
  static let others = Set(
    wordsOf: """
      old previous former earlier other others another existing last one ones alten
      """
  )

  // MARK: Clauses

  static let giving = Set(
    wordsOf: """
      use connect create is are point enabled ready available provide verwenden ist utilisez est utilice es
      """
  )

  static let subjects = Set(
    wordsOf: """
      we you i there they adobe port ports traffic action approval wir sie nous vous
      """
  )

  static let pronouns = Set(wordsOf: "it this these them those above es diesen dieser")

  static let nouns = Set(wordsOf: "service name alias endpoint id subscription")

  static let uses = Set(
    wordsOf: """
      use used using create created connect valid exist exists active available ready work works working approved
      enabled correct right allowed granted open live yours intended meant provisioned finished complete completed
      accept accepts verwenden gültig valide válido
      """
  )

  static let pointers = Set(wordsOf: "below following folgende folgenden suivant suivante siguiente")

  static let conditions = Set(
    wordsOf: """
      if unless until whether when whenever once wenn falls sollten si
      """
  )

  /// The beginnings of questions, also without their mark: the first word and the second.
  static let openings: [String: Set<String>] = [
    "did": ["you", "we"], "do": ["you"], "does": ["this", "that", "it", "your"], "are": ["you"], "were": ["you"],
    "have": ["you"], "is": ["this", "that", "it", "your"], "was": ["this", "that", "it", "your"],
  ]

  /// At the end of a question: `…, correct`.
  static let tags: Set<String> = ["correct", "right"]

  /// The beginnings of questions that ask for something to be done.
  static let requests = Set(wordsOf: "can could would will please")
  static let asking = Set(wordsOf: "confirm check verify want tell prefer or")
}
