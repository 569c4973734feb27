import Diagnostics
import YAMLTree

/// All files of a run, in the order of their paths.
package struct Workspace: Sendable {
  package let files: [ManifestFile]
  /// The projects that are declared more than once, each with all its declarations in order.
  package let spreadProjects: [[ProjectDeclaration]]
  /// Those that are declared once, each by itself, with an environment in capital letters or other than ASCII: two of
  /// them may be one.
  package let projectsWithOddNames: [[ProjectDeclaration]]
  /// The names of load balancers that are written more than once.
  package let repeatedLoadBalancers: Set<Text>

  package init(files: [ManifestFile]) {
    self.files = files
    spreadProjects = ProjectDeclaration.spread(over: files)
    projectsWithOddNames = ProjectDeclaration.withOddNames(in: files, except: spreadProjects)
    repeatedLoadBalancers = Workspace.repeatedLoadBalancers(of: files)
  }

  private static func repeatedLoadBalancers(of files: [ManifestFile]) -> Set<Text> {
    var seen = Set<Text>(minimumCapacity: files.reduce(0) { $0 + $1.loadBalancers.count })
    var repeated: Set<Text> = []
    for file in files {
      for balancer in file.loadBalancers where balancer.name.isPresent {
        let name = file.text(balancer.name.place)
        if !seen.insert(name).inserted { repeated.insert(name) }
      }
    }
    return repeated
  }
}

/// A project in one of the files of a workspace, as indices.
package struct ProjectDeclaration: Hashable, Sendable {
  package let file: Int
  package let project: Int

  fileprivate static func withOddNames(in files: [ManifestFile], except spread: [[ProjectDeclaration]])
    -> [[ProjectDeclaration]]
  {
    let known = Set(spread.joined())
    return files.enumerated().flatMap { fileIndex, file in
      Set(file.environments.lazy.filter { $0.hasCapitals || !file.text($0.id).isPrintableASCII }.map(\.project))
        .sorted().map {
          ProjectDeclaration(file: fileIndex, project: $0)
        }
    }
    .filter { !known.contains($0) }.map { [$0] }
  }

  fileprivate static func spread(over files: [ManifestFile]) -> [[ProjectDeclaration]] {
    // é in one code point and é in two are different keys to YAML, and the same ID to everybody else.
    let isPlain = files.allSatisfy { file in file.projects.allSatisfy { file.text($0.id).isPrintableASCII } }
    // One manifest cannot contain a project twice: its second key is a duplicate, and left out.
    if isPlain, files.reduce(0, { $0 + $1.manifests.count }) <= 1 { return [] }
    return isPlain ? spread(over: files) { $0 } : spread(over: files, by: \.string)
  }

  private static func spread<ID: Hashable>(over files: [ManifestFile], by id: (Text) -> ID) -> [[ProjectDeclaration]] {
    var first: [ID: ProjectDeclaration] = [:]
    first.reserveCapacity(files.reduce(0) { $0 + $1.projects.count })
    var groups: [ID: Int] = [:]
    var spread: [[ProjectDeclaration]] = []
    for (fileIndex, file) in files.enumerated() {
      for (index, project) in file.projects.enumerated() where project.isNamed {
        let id = id(file.text(project.id))
        let declaration = ProjectDeclaration(file: fileIndex, project: index)
        if let group = groups[id] {
          spread[group].append(declaration)
        } else if let earlier = first.updateValue(declaration, forKey: id) {
          groups[id] = spread.count
          spread.append([earlier, declaration])
        }
      }
    }
    return spread
  }
}
