// LunetteScheduler: to be filled.
