print(("Hello, World"):upper(), ("Hello, World"):lower(), ("stressed"):reverse(), (""):reverse())
print(("ÄÖ"):lower() == "ÄÖ", #("ÄÖ"):reverse())
