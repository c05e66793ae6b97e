import LunetteTesting
import Testing

/// The completion scripts in the shells that they are for.
@Suite struct CompletionsTests {
    @Test func `bash completes commands and flags`() async throws {
        let script = """
            source <('\(Checkout.binary)' completions bash)
            COMP_WORDS=(lunette ch) COMP_CWORD=1 COMP_LINE='lunette ch' COMP_POINT=10
            _lunette lunette ch lunette; echo "${COMPREPLY[@]}"
            COMP_WORDS=(lunette check --ra) COMP_CWORD=2 COMP_LINE='lunette check --ra' COMP_POINT=18
            _lunette lunette --ra check; echo "${COMPREPLY[@]}"
            """
        let run = try await LunetteProcess.run(["-c", script], binary: "/bin/bash")
        #expect(run.output.contains("check"), "\(run.output)\(run.errors)")
        #expect(run.output.contains("--ram-policy"), "\(run.output)\(run.errors)")
    }

    @Test func `fish completes commands and flags`() async throws {
        let script = """
            '\(Checkout.binary)' completions fish | source
            complete -C 'lunette ch'
            complete -C 'lunette check --ra'
            """
        let run = try await LunetteProcess.run(
            ["--no-config", "-c", script], binary: "/usr/bin/fish",
            environment: ["HOME": "/tmp", "XDG_CONFIG_HOME": "/tmp", "XDG_DATA_HOME": "/tmp"])
        #expect(run.output.contains("check"), "\(run.output)\(run.errors)")
        #expect(run.output.contains("--ram-policy"), "\(run.output)\(run.errors)")
    }

    /// zsh completes only on a terminal: it gets one from its own module.
    @Test func `zsh completes commands and flags`() async throws {
        let script = """
            zmodload zsh/zpty
            folder=$(mktemp -d); '\(Checkout.binary)' completions zsh > $folder/_lunette
            zpty -b shell zsh -f -i
            say() { zpty -w shell "$1"; sleep 0.4 }
            say "PS1=; fpath=($folder \\$fpath); autoload -Uz compinit; compinit -u -d $folder/dump"
            say "zstyle ':completion:*' list-prompt ''; zstyle ':completion:*' menu no"
            zpty -w -n shell "lunette chec"$'\\t'; sleep 1
            zpty -w -n shell "--ram-pol"$'\\t'; sleep 2
            while zpty -r -t shell answer; do print -r -- "$answer"; done
            zpty -d shell
            """
        let run = try await LunetteProcess.run(
            ["-f", "-c", script], binary: "/usr/bin/zsh", environment: ["TERM": "dumb"])
        #expect(run.output.contains("lunette check"), "\(run.output)\(run.errors)")
        #expect(run.output.contains("--ram-policy"), "\(run.output)\(run.errors)")
    }

    @Test func `the manual page is one that man takes`() async throws {
        let page = try await LunetteProcess.run(["help", "man"])
        #expect(page.exitCode == 0)
        #expect(page.output.hasPrefix(".TH LUNETTE 1"))
        for section in [
            ".SH NAME", ".SS lunette check", ".SS lunette editor setup", ".SH EXIT STATUS",
        ] {
            #expect(page.output.contains(section))
        }
        let sections = page.output.split(separator: "\n").filter { $0.hasPrefix(".SS") }
        #expect(sections.count == Set(sections).count, "each command once")
        // Every line is text or a request that roff knows.
        let requests = page.output.split(separator: "\n").filter { $0.hasPrefix(".") }
            .map { $0.split(separator: " ")[0] }
        #expect(
            Set(requests).isSubset(of: [
                ".TH", ".SH", ".SS", ".B", ".I", ".PP", ".TP", ".nf", ".fi",
            ]))
    }
}
