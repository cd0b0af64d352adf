// SPDX-License-Identifier: GPL-2.0-only

extension Array where Element: Sendable {
    /// Works on so many elements at a time; the results are in the elements' order. The first
    /// failure ends it.
    ///
    /// - Parameter progress: called with the number of elements that are done.
    package func mapInParallel<Result: Sendable, Failure: Error>(
        tasks: Int, progress: (Int) -> Void = { _ in },
        _ transform: @escaping @Sendable (Element) async throws(Failure) -> Result
    ) async throws(Failure) -> [Result] {
        typealias Finished = Swift.Result<Result, Failure>
        let finished: [Int: Finished] = await withTaskGroup(of: (Int, Finished).self) { group in
            var finished: [Int: Finished] = [:]
            for (index, element) in enumerated() {
                if index >= tasks, let (done, result) = await group.next() {
                    finished[done] = result
                    progress(finished.count)
                    if case .failure = result { break }
                }
                group.addTask {
                    do throws(Failure) {
                        return (index, .success(try await transform(element)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for await (done, result) in group {
                finished[done] = result
                progress(finished.count)
            }
            return finished
        }
        var results: [Result] = []
        for index in indices {
            guard let result = finished[index] else { continue }
            results.append(try result.get())
        }
        return results
    }
}
