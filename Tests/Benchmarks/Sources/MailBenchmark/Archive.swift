// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// A public-inbox repository, and its messages as a mailbox in mboxrd form.
struct Archive {
    let repository: String
    /// The mailbox, in memory where the system has a place for that.
    let mailbox: String
    /// What `git cat-file --batch` is asked for: `COMMIT:m` for each commit, the oldest first.
    let names: String
    /// A folder for what the contestants write.
    let folder: String

    init(repository: String) throws {
        self.repository = repository
        let memory = "/dev/shm"
        let isThere = FileManager.default.isWritableFile(atPath: memory)
        folder = (isThere ? memory : NSTemporaryDirectory()) + "/mail-benchmark"
        mailbox = folder + "/mail.mbox"
        names = folder + "/names"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        guard let shell = Tool.path("sh"), Tool.path("git") != nil, Tool.path("perl") != nil else {
            throw BenchmarkFailure("sh, git and perl are needed")
        }
        // A header line of `cat-file` says how many bytes follow.
        let script = """
            set -e
            git -C "$1" rev-list --reverse HEAD | sed 's/$/:m/' >"$2"
            git -C "$1" cat-file --batch <"$2" | perl -e '
                while (<STDIN>) {
                    next if / missing$/;
                    /^\\S+ \\S+ (\\d+)$/ or die;
                    read(STDIN, my $mail, $1);
                    read(STDIN, my $end, 1);
                    $mail =~ s/^(>*From )/>$1/mg;
                    $mail .= "\\n" unless $mail =~ /\\n\\z/;
                    print "From mboxrd\\@z Thu Jan  1 00:00:00 1970\\n$mail\\n";
                }' >"$3"
            """
        try Tool.run(shell, ["-c", script, "sh", repository, names, mailbox])
    }
}
