-- expect: error ""
error(host.thing())
