import LunetteCLI

await Lunette.main()
