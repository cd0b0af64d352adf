// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
import Synchronization

/// A server of the web on the loopback address that answers one request after the other.
final class LoopbackServer: Sendable {
    /// What is done with a request.
    enum Reply: Sendable {
        /// A status line behind its version, and the body.
        case answer(status: String, [UInt8])
        /// Nothing is ever sent.
        case silence
        /// Bytes without an end.
        case endless
    }

    /// `http://127.0.0.1:PORT`
    let address: String
    private let socket: Int32
    private let requests = Mutex(0)

    /// How many requests came.
    var requestCount: Int { requests.withLock { $0 } }

    /// Listens on a port of the system's choice; gives each request's path to a closure.
    init(_ reply: @escaping @Sendable (String) -> Reply) throws {
        let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &place) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
        socket = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                self?.requests.withLock { $0 += 1 }
                Self.serve(connection, reply)
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private static func serve(_ connection: Int32, _ reply: (String) -> Reply) {
        defer { close(connection) }
        var request: [UInt8] = []
        while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe read(connection, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return }
            request += bytes.prefix(count)
        }
        let words = String(decoding: request, as: UTF8.self).split(separator: " ")
        switch reply(words.count > 1 ? String(words[1]) : "") {
        case .answer(let status, let body):
            send(Array("HTTP/1.0 \(status)\r\nContent-Length: \(body.count)\r\n\r\n".utf8))
            send(body)
        case .silence:
            // Until the other side has had enough.
            var byte: UInt8 = 0
            _ = unsafe read(connection, &byte, 1)
        case .endless:
            send(Array("HTTP/1.0 200 OK\r\n\r\n".utf8))
            while send([UInt8](repeating: 0x61, count: 1 << 14)) {}
        }
        @discardableResult
        func send(_ bytes: [UInt8]) -> Bool {
            unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(
                    connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    == bytes.count
            }
        }
    }
}
