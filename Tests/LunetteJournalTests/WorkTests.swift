import LunetteBase
import Testing

@testable import LunetteJournal

@Suite struct WorkTests {
    @Test(arguments: [
        UnitFinish(path: ["drain", "i-1"], result: ["changed": true]),
        UnitFinish(path: ["drain", "i-1"], result: .null),
        UnitFinish(path: ["drain", "i-1"], error: ["code": "RequestTimeout"]),
    ])
    func `how a unit ended reads back as it was written`(finish: UnitFinish) {
        let again = UnitFinish(finish.body)
        #expect(again.path == finish.path)
        #expect(again.result == finish.result)
        #expect(again.error == finish.error)
    }
}
