// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Reviews

/// Draws pictures of runs as SVG. Pictures side by side have one scale, and their operations begin
/// at the same heights.
struct PictureDrawing {
    private let pictures: [(name: String, picture: RunPicture)]
    private let scale: AddressScale

    /// In units of the picture, of which a character of its text is `character` wide.
    private static let width = 560.0
    private static let left = 90.0
    private static let right = 84.0
    private static let lane = 13.0
    private static let title = 17.0
    private static let axis = 26.0
    private static let character = 6.0

    /// Pictures with what they are called; nil where no IOVA is to be seen.
    init?(_ pictures: [(name: String, picture: RunPicture)]) {
        guard let scale = RunPicture.scale(of: pictures.map(\.picture)) else { return nil }
        self.pictures = pictures
        self.scale = scale
    }

    /// One drawing a picture; `number` counts the drawings of the page.
    func drawings(number: inout Int) -> [HTMLElement] {
        let tops = tops
        let height = (tops.last?.bottom ?? 0) + 8
        return pictures.map { name, picture in
            number += 1
            let caption = PageAnchor.pictureTitle(number)
            return HTMLElement(
                .svg, .viewBox(width: Self.width, height: height), .fixed("role", "img"),
                .labelled(by: caption), .class("picture")
            ) {
                HTMLElement(.title, .id(caption)) { "\(name): \(description(of: picture))" }
                axis(height: height)
                for (index, step) in picture.steps {
                    if let place = tops.first(where: { $0.index == index }) {
                        drawing(of: step, top: place.top)
                    }
                }
            }
        }
    }

    // MARK: Places

    /// From where to where each operation goes: as far as the picture needs that shows most of it.
    private var tops: [(index: Int, top: Double, bottom: Double)] {
        var top = Self.axis
        let steps = pictures.flatMap(\.picture.steps)
        return Set(steps.map(\.index)).sorted().map { index in
            let same = steps.filter { $0.index == index }.map(\.step)
            let lines = same.map { $0.lanes.count + $0.notes.count }.max() ?? 0
            let start = top
            top += Self.title + Self.lane * Double(lines) + 5
            return (index, start, top)
        }
    }

    private func x(_ place: Double) -> Double {
        Self.left + place * (Self.width - Self.left - Self.right)
    }

    // MARK: Parts

    /// The marks, with their addresses as far as there is room.
    private func axis(height: Double) -> HTMLElement {
        HTMLElement(.g, .class("axis")) {
            for mark in scale.marks {
                let x = x(mark.place)
                HTMLElement(
                    .line, .number("x1", x), .number("x2", x), .number("y1", 16),
                    .number("y2", height - 4))
            }
            for (words, x) in axisLabels {
                HTMLElement(
                    .text, .number("x", x), .number("y", 10), .fixed("text-anchor", "middle")
                ) { words }
            }
        }
    }

    /// Addresses, and the middle of each.
    private var axisLabels: [(String, Double)] {
        var free = 0.0
        var labels: [(String, Double)] = []
        for mark in scale.marks {
            let words = Wording.hex(mark.address)
            let half = Double(words.utf8.count) * Self.character / 2
            let x = min(max(x(mark.place), half), Self.width - half)
            guard x - half >= free else { continue }
            labels.append((words, x))
            free = x + half + 6
        }
        return labels
    }

    private func drawing(of step: RunPicture.Step, top: Double) -> HTMLElement {
        HTMLElement(.g) {
            HTMLElement(.text, .number("x", 0), .number("y", top + 12), .class("step")) {
                LineBreaks.cut(step.title, width: 88)
            }
            for (index, lane) in step.lanes.enumerated() {
                drawing(of: lane, top: top + Self.title + Self.lane * Double(index))
            }
            for (index, note) in step.notes.enumerated() {
                HTMLElement(
                    .text, .number("x", 0),
                    .number(
                        "y",
                        top + Self.title + Self.lane * Double(step.lanes.count + index) + 9),
                    .class("note")
                ) { LineBreaks.cut("✗ \(note)", width: 92) }
            }
        }
    }

    private func drawing(of lane: RunPicture.Lane, top: Double) -> HTMLElement {
        HTMLElement(.g, Self.style(of: lane.kind)) {
            HTMLElement(
                .text, .number("x", Self.left - 6), .number("y", top + 9),
                .fixed("text-anchor", "end")
            ) { lane.kind.name }
            for range in lane.iovas.ranges.prefix(200) {
                let (start, end) = scale.places(of: range)
                let (from, to) = (x(start), x(end))
                if to > from || range.byteCount < 4096 {
                    HTMLElement(
                        .rect, .number("x", from), .number("y", top + 1.5),
                        .number("width", max(to - from, 1.5)), .number("height", Self.lane - 4))
                }
            }
            if !lane.remark.isEmpty {
                HTMLElement(
                    .text, .number("x", Self.width - Self.right + 6), .number("y", top + 9),
                    .class("remark")
                ) { lane.remark }
            }
        }
    }

    private static func style(of kind: RunPicture.Kind) -> HTMLAttribute {
        switch kind {
        case .mapped: .class("l-mapped")
        case .unmapped: .class("l-unmapped")
        case .gathered: .class("l-gathered")
        case .invalidated: .class("l-invalidated")
        case .over: .class("l-over")
        case .defect: .class("l-defect")
        }
    }

    /// The picture in words.
    private func description(of picture: RunPicture) -> String {
        picture.steps.map { _, step in
            let lanes = step.lanes.filter { $0.kind != .mapped }.map { lane in
                "\(lane.kind.name) "
                    + (lane.remark.isEmpty
                        ? Wording.ranges(lane.iovas) : lane.remark)
            }
            return ([step.title] + lanes + step.notes).joined(separator: "; ")
        }.joined(separator: ". ")
    }

    /// The fillings that drawings share: hatched for what is wrong, dotted for what is too much.
    static var fillings: HTMLElement {
        HTMLElement(
            .svg, .fixed("width", "0"), .fixed("height", "0"), .class("fillings"),
            .fixed("aria-hidden", "true")
        ) {
            HTMLElement(.defs) {
                HTMLElement(
                    .pattern, .id(.part("hatched")), .fixed("width", "6"), .fixed("height", "6"),
                    .fixed("patternUnits", "userSpaceOnUse"),
                    .fixed("patternTransform", "rotate(45)")
                ) {
                    HTMLElement(
                        .rect, .fixed("width", "6"), .fixed("height", "6"), .class("hatch-back"))
                    HTMLElement(
                        .rect, .fixed("width", "3"), .fixed("height", "6"), .class("hatch"))
                }
                HTMLElement(
                    .pattern, .id(.part("dotted")), .fixed("width", "5"), .fixed("height", "5"),
                    .fixed("patternUnits", "userSpaceOnUse")
                ) {
                    HTMLElement(
                        .rect, .fixed("width", "5"), .fixed("height", "5"), .class("dot-back"))
                    HTMLElement(
                        .rect, .fixed("width", "2.5"), .fixed("height", "2.5"), .class("dot"))
                }
            }
        }
    }
}
