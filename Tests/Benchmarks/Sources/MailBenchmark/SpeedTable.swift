// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// Our work beside that of others, in turn, several times; medians count.
struct SpeedTable {
    /// A work of ours, and what it is measured by.
    private struct Row {
        let own: Contestant
        let peer: Contestant
        /// Its peer's time, or ours, may be this many times the other's.
        let target: String
        /// Runs of the peer; the slowest takes a minute each.
        let peerRounds: Int
        /// Whether the ratio says how much faster we are, rather than how much slower.
        let isSpeed: Bool
        var ownTimes: [Seconds] = []
        var peerTimes: [Seconds] = []
    }

    private var rows: [Row] = []

    init(_ archive: Archive, rounds: Int) throws {
        let peers = try Contestant.peers(archive)
        let plan: [(MailWork, String, String, Bool, Int)] = [
            (.split, "memchr", "at most 2 times as long", false, rounds),
            (.split, "mailsplit", "", true, rounds),
            (.parse, "gmime", "at least 4 times as fast", true, rounds),
            (.parse, "python", "at least 50 times as fast", true, 1),
            (.repository, "cat-file", "at most as long", false, rounds),
        ]
        for (work, name, target, isSpeed, peerRounds) in plan {
            guard let peer = peers[name] else { continue }
            let path = work == .repository ? archive.repository : archive.mailbox
            rows.append(
                Row(
                    own: .own(work, on: path), peer: peer, target: target, peerRounds: peerRounds,
                    isSpeed: isSpeed))
        }
        for index in rows.indices {
            for round in 0..<max(1, rounds) {
                rows[index].ownTimes.append(try rows[index].own.time())
                if round < rows[index].peerRounds {
                    rows[index].peerTimes.append(try rows[index].peer.time())
                }
            }
        }
    }

    /// One line a comparison.
    func print() {
        for row in rows {
            Swift.print(
                Self.line(row, \.wall) + (row.target.isEmpty ? "" : ", target \(row.target)"))
            Swift.print("    processor time: " + Self.line(row, \.processor))
        }
        if let load = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8) {
            Swift.print("load: \(load.split(separator: " ").prefix(3).joined(separator: " "))")
        }
    }

    private static func line(_ row: Row, _ time: KeyPath<Seconds, Double>) -> String {
        let own = median(row.ownTimes.map { $0[keyPath: time] })
        let peer = median(row.peerTimes.map { $0[keyPath: time] })
        let ratio = row.isSpeed ? peer / own : own / peer
        return "\(row.own.name) \(number(own)) s, \(row.peer.name) \(number(peer)) s: "
            + "\(number(ratio)) times as \(row.isSpeed ? "fast" : "long")"
    }

    private static func median(_ times: [Double]) -> Double {
        let sorted = times.sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }

    private static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
