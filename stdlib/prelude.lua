-- Makes the modules that every script sees without `require` its globals.
state = require "state"
ensure = require "ensure"
step = require "step"
fleet = require "fleet"

-- What these stand on is theirs alone.
work = nil
