// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// Runs test scripts of git's own suite with the installed git, and keeps every call of `git apply`:
/// the files before and after, the patch, the arguments and the exit status.
struct GitSuiteRecorder {
    /// A checkout of git; it need not be built and is not written to.
    let sources: String
    private let folder: TemporaryFolder

    init(sources: String) throws {
        self.sources = sources
        folder = try TemporaryFolder()
        let tests = sources + "/t"
        for name in try FileManager.default.contentsOfDirectory(atPath: tests)
        where name != "helper" {
            try folder.write("", to: "build/t/.made")
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/build/t/" + name, withDestinationPath: tests + "/" + name)
        }
        try folder.write("", to: "build/templates/.made")
        try folder.write("", to: "output/.made")
        // What the suite's library wants of a build; a few tests need the real thing, and fail.
        try write(script: "#!/bin/sh\nexit 1\n", to: "build/t/helper/test-tool")
        try folder.write(
            """
            SHELL_PATH='/bin/sh'
            TEST_SHELL_PATH='/bin/sh'
            PERL_PATH='/usr/bin/perl'
            DIFF='diff'
            NO_GETTEXT='YesPlease'
            X=''
            GIT_TEST_TEMPLATE_DIR='\(folder.path)/build/templates'

            """, to: "build/GIT-BUILD-OPTIONS")
    }

    /// The scripts on `git apply` by their names, t4100 to t4141.
    func scripts() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: sources + "/t").sorted()
            .filter { $0.hasSuffix(".sh") && $0 >= "t4100" && $0 < "t4142" }
    }

    /// The calls of one script.
    func calls(of script: String) throws -> [RecordedApply] {
        let calls = "calls/" + script
        try folder.write("", to: calls + "/.made")
        let path = folder.path + "/" + calls
        try write(script: Self.shim(calls: path), to: "shims/" + script + "/git")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["./" + script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path + "/build/t")
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "GIT_TEST_DEFAULT_HASH": "sha1",
            "GIT_TEST_INSTALLED": folder.path + "/shims/" + script,
            "TEST_OUTPUT_DIRECTORY": folder.path + "/output",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let count = try FileManager.default.contentsOfDirectory(atPath: path).count - 1
        return try (0..<count).map { try RecordedApply(folder: path + "/\($0)", number: $0 + 1) }
    }

    private func write(script: String, to name: String) throws {
        try folder.write(script, to: name)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/" + name)
    }

    /// A `git` that keeps what `git apply` is given and does, and is git otherwise.
    private static func shim(calls: String) -> String {
        """
        #!/bin/sh
        PATH=${PATH#*:}
        if test "$1" != apply
        then
            exec git "$@"
        fi
        count=0
        while ! mkdir "\(calls)/$count" 2>/dev/null
        do
            count=$(($count + 1))
        done
        call="\(calls)/$count"
        top=$(git rev-parse --show-toplevel 2>/dev/null) || top=$(pwd)
        git rev-parse --show-prefix >"$call/prefix" 2>/dev/null
        git config apply.whitespace >"$call/whitespace" 2>/dev/null
        git config apply.ignorewhitespace >"$call/ignored-whitespace" 2>/dev/null
        shift
        patches=0
        for argument
        do
            printf '%s\\n' "$argument" >>"$call/arguments"
            if test -f "$argument"
            then
                patches=$(($patches + 1))
                cp "$argument" "$call/patch.$patches"
            fi
        done
        test $patches -gt 0 || cat >"$call/patch.1"
        mkdir "$call/before" "$call/index" "$call/after"
        (cd "$top" && tar cf - --exclude=.git .) | tar xf - -C "$call/before"
        (cd "$top" && git checkout-index -a -f --prefix="$call/index/") 2>/dev/null
        if test $patches -gt 0
        then
            git apply "$@" 2>"$call/errors"
        else
            git apply "$@" <"$call/patch.1" 2>"$call/errors"
        fi
        status=$?
        cat "$call/errors" >&2
        echo $status >"$call/status"
        (cd "$top" && tar cf - --exclude=.git .) | tar xf - -C "$call/after"
        exit $status

        """
    }
}
