/// The commands that the server carries out.
enum Commands {
  static let openRule = "privatelint.openRule"
}
