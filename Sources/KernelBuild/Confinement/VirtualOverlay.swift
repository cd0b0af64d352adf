// SPDX-License-Identifier: GPL-2.0-only

/// The overlay file that is the compiler's whole world (clang's `-ivfsoverlay`, written as JSON,
/// which its YAML reader takes).
///
/// `redirect-only` means that a name which is not listed does not exist, whatever lies on the
/// disk. Of several entries that match a name the first one counts, so that single files go before
/// the folders which they replace a part of.
struct VirtualOverlay {
    private var files: [(name: String, target: String)] = []
    private var folders: [(name: String, target: String)] = []

    /// A file at `target` that the compiler sees as `name`.
    mutating func add(file name: String, at target: String) {
        files.append((name, target))
    }

    /// A folder with everything in it.
    mutating func add(folder name: String, at target: String) {
        folders.append((name, target))
    }

    /// Hides a name that a folder would show: it points to where nothing can be.
    mutating func hide(_ name: String) {
        files.append((name, "/dev/null/hidden"))
    }

    /// The file's text.
    var text: String {
        let entries =
            files.map { entry(type: "file", name: $0.name, target: $0.target) }
            + folders.map { entry(type: "directory-remap", name: $0.name, target: $0.target) }
        return """
            {
              "version": 0,
              "case-sensitive": "true",
              "overlay-relative": "false",
              "use-external-names": "false",
              "redirecting-with": "redirect-only",
              "roots": [
            \(entries.joined(separator: ",\n"))
              ]
            }

            """
    }

    private func entry(type: String, name: String, target: String) -> String {
        """
            { "type": "\(type)", "name": \(quoted(name)), "external-contents": \(quoted(target)) }
        """
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
