// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// Processor time, user and system, in seconds.
public enum ProcessorTime {
    /// That of this process.
    public static var ofThisProcess: Double {
        seconds(of: 0)  // RUSAGE_SELF
    }

    /// That of all children that have ended.
    public static var ofChildren: Double {
        seconds(of: -1)  // RUSAGE_CHILDREN
    }

    private static func seconds(of who: Int32) -> Double {
        var usage = rusage()
        unsafe getrusage(who, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
