/// Objects that several of the tool's outputs contain.
enum SharedOutput {
  static let contact = OutputObject<EffectiveContact>(
    nil,
    [
      .text("name", "The person or team") { $0.name },
      .optionalText("email", "The address to write to") { $0.email },
    ]
  )
}
