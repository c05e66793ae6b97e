import LunetteSettings
import Testing

@Suite struct ProjectFilesTests {
    @Test(arguments: [
        ("/a/b", ["/a/b/lunette.toml", "/a/lunette.toml", "/lunette.toml"]),
        ("/", ["/lunette.toml"]),
    ])
    func `a project's file may lie in its folder, or in any above it`(
        folder: String, files: [String]
    ) {
        #expect(Settings.projectFiles(near: folder) == files)
    }
}
