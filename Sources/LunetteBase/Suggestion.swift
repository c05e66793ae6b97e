/// "Did you mean": the closest of `candidates` to `word`, or nil when none is close.
///
/// Close: at most a third of the word's letters changed, added, dropped or swapped with their
/// neighbour; case and `_` don't count.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = folded(word)
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
        let other = folded(candidate)
        guard abs(other.count - wanted.count) <= limit else { continue }
        let distance = editDistance(wanted, other)
        guard distance <= limit, distance < best?.distance ?? .max else { continue }
        best = (distance, candidate)
    }
    return best?.name
}

private func folded(_ text: String) -> [UInt8] {
    text.utf8.filter { $0 != UInt8(ascii: "_") }.map { (65...90).contains($0) ? $0 + 32 : $0 }
}

/// Damerau's distance with swaps of neighbours (optimal string alignment).
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in 0..<left.count {
        var row = [i + 1]
        row.reserveCapacity(right.count + 1)
        for j in 0..<right.count {
            let change = previous[j] + (left[i] == right[j] ? 0 : 1)
            var cost = min(change, previous[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, beforePrevious[j - 1] + 1)
            }
            row.append(cost)
        }
        beforePrevious = previous
        previous = row
    }
    return previous[right.count]
}
