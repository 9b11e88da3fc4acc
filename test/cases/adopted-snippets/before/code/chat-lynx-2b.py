request = {"model": "acme/Lynx-2B"}
