// SPDX-License-Identifier: GPL-2.0-only

/// Mail that is made up, with what the mail of lists has: long headers, patches, quotes, encoded
/// names, quoted-printable, base64, format=flowed, several parts.
enum MadeMail {
    /// A mailbox of some megabytes for a thousand messages; the same each time.
    static func mailbox(messages: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in 0..<messages { bytes += Array(message(number).utf8) }
        return bytes
    }

    private static func message(_ number: Int) -> String {
        let body = text(number)
        var mail = "From mboxrd@z Thu Jan  1 00:00:00 1970\n"
        for hop in 0..<8 {
            mail += """
                Received: from relay\(hop).example.org (relay\(hop).example.org [192.0.2.\(hop)])
                \tby mail\(hop).example.org (Postfix) with ESMTPS id \(number * 977 % 65_521)
                \tfor <list@example.org>; Tue, 31 Mar 2026 16:56:0\(hop) -0300 (BRT)

                """
        }
        mail += """
            From: \(number % 3 == 0 ? "=?utf-8?q?Ann_Ex=C3=A1mple?=" : "Bob Example") <a@example.org>
            To: Carla Example <c@example.org>, "Example, Dora" <d@example.org>,
            \tlist@example.org, Emil Example <e@example.org>
            Cc: iommu@example.org, Frida Example <f@example.org>, g@example.org
            Subject: \(number % 4 == 0 ? "" : "Re: ")[PATCH \(number % 9)/9] example: change number \(number / 4)
            Date: Tue, 31 Mar 2026 16:\(10 + number % 50):22 -0300
            Message-ID: <\(number)@example.org>
            \(number % 4 == 0 ? "X-Mailer: example" : "In-Reply-To: <\(number / 4 * 4)@example.org>")
            References: <\(number / 4 * 4)@example.org>
            MIME-Version: 1.0

            """
        switch number % 6 {
        case 0:
            mail +=
                "Content-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: quoted-printable\n\n"
                + body.replacing("=", with: "=3D")
        case 1: mail += "Content-Type: text/plain; charset=utf-8; format=flowed\n\n" + body
        case 2:
            mail +=
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + base64(Array(body.utf8))
        case 3:
            mail += """
                Content-Type: multipart/mixed; boundary="=b="

                --=b=
                Content-Type: text/plain; charset=iso-8859-1

                \(body)
                --=b=
                Content-Type: text/x-patch; name=example.diff
                Content-Disposition: attachment; filename=example.diff

                \(body)
                --=b=--

                """
        default: mail += "Content-Type: text/plain; charset=us-ascii\n\n" + body
        }
        return mail + "\n"
    }

    private static func text(_ number: Int) -> String {
        var text = ""
        for line in 0..<(20 + number % 30) {
            switch (line + number) % 5 {
            case 0: text += "> A line that somebody else wrote, quoted here, number \(line).\n"
            case 1: text += "+\tdomain->pages = \(line) + gather_\(number % 7)(domain, iova);\n"
            case 2: text += " \tif (domain == NULL)\n"
            case 3: text += "-\treturn domain_\(line);\n"
            default: text += "Some words of an answer that go on for a while, as words do.\n"
            }
        }
        return text + "--\u{20}\n2.43.0\n"
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count - bytes.count % 3, by: 3) {
            let group =
                Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
            for shift in [18, 12, 6, 0] { result.append(alphabet[group >> shift & 63]) }
            if result.count % 77 == 76 { result.append(0x0a) }
        }
        return String(decoding: result, as: UTF8.self) + "\n"
    }
}
