import LunetteCLI

await Lunette.start()
