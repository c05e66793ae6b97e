import LunetteScheduler
import Testing

@Suite struct ScheduleEditTests {
    private static let text = """
        # The team's schedule.

        # Audits: ask Ada.
        [jobs.audit]          # nightly
        runbook = "audit.lua"
        cron = "@daily"       # not on the hour?
        enabled = true        # true since May
        [jobs.audit.arguments]
        text = \"""
        [jobs.trap]
        \"""

        # Cleans up.
        [jobs.clean]
        runbook = "clean.lua"

        """

    private func edited(
        _ text: String = text, _ body: (inout ScheduleEdit) throws(ScheduleEdit.Refusal) -> Void
    ) throws -> String {
        var edit = try ScheduleEdit(path: "s.toml", source: Array(text.utf8))
        try body(&edit)
        return edit.text
    }

    @Test func `switching a job changes one word`() throws {
        let off = try edited { edit throws(ScheduleEdit.Refusal) in
            try edit.setEnabled("audit", false)
        }
        #expect(
            off
                == Self.text.replacing(
                    "enabled = true        # true", with: "enabled = false        # true"))
        let on = try edited(off) { edit throws(ScheduleEdit.Refusal) in
            try edit.setEnabled("audit", true)
        }
        #expect(on == Self.text)
    }

    @Test func `a job without the key gets one only when it must`() throws {
        let on = try edited { edit throws(ScheduleEdit.Refusal) in
            try edit.setEnabled("clean", true)
        }
        #expect(on == Self.text)
        let off = try edited { edit throws(ScheduleEdit.Refusal) in
            try edit.setEnabled("clean", false)
        }
        #expect(
            off == Self.text.replacing("[jobs.clean]\n", with: "[jobs.clean]\nenabled = false\n"))
    }

    @Test func `a removed job leaves the comments of its neighbours`() throws {
        let left = try edited { edit throws(ScheduleEdit.Refusal) in try edit.remove("clean") }
        #expect(left == Self.text.replacing("[jobs.clean]\nrunbook = \"clean.lua\"\n", with: ""))
        #expect(left.contains("# Cleans up.") && left.contains("# The team's schedule."))
    }

    @Test func `a job that text could be taken for is left alone`() throws {
        #expect(throws: ScheduleEdit.Refusal.self) {
            try edited { edit throws(ScheduleEdit.Refusal) in try edit.remove("audit") }
        }
        #expect(throws: ScheduleEdit.Refusal.unknownJob("trap")) {
            try edited { edit throws(ScheduleEdit.Refusal) in try edit.remove("trap") }
        }
    }

    @Test func `a new job comes at the end`() throws {
        let more = try edited { edit throws(ScheduleEdit.Refusal) in
            try edit.add("new", body: ["cron = \"@hourly\""])
        }
        #expect(more == Self.text + "\n[jobs.new]\ncron = \"@hourly\"\n")
        #expect(throws: ScheduleEdit.Refusal.nameTaken("clean")) {
            try edited { edit throws(ScheduleEdit.Refusal) in try edit.add("clean", body: []) }
        }
        let first = try edited("") { edit throws(ScheduleEdit.Refusal) in
            try edit.add("a", body: ["x = 1"])
        }
        #expect(first == "[jobs.a]\nx = 1\n")
    }

    @Test func `what is no table of its own is left to people`() throws {
        #expect(throws: ScheduleEdit.Refusal.notATable("a", line: 2)) {
            try edited("[jobs]\na = { cron = \"@daily\" }\n") { edit throws(ScheduleEdit.Refusal) in
                try edit.setEnabled("a", false)
            }
        }
    }
}
