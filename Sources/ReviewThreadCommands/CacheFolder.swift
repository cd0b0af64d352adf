// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// Where everything is kept that can be made again.
enum CacheFolder {
    /// The folder that is named, else `review-thread` in `$XDG_CACHE_HOME` or `~/.cache`; nil for
    /// none.
    static func path(
        _ named: String?, isOff: Bool, _ environment: [String: String]
    ) -> String? {
        if isOff { return nil }
        if let named { return URL(fileURLWithPath: named).path }
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            return base + "/review-thread"
        }
        return environment["HOME"].map { $0 + "/.cache/review-thread" }
    }
}
