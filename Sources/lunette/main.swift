import CLunetteVersion
import LunetteCLI

await Lunette.start(commit: clunette_commit().map { String(cString: $0) })
