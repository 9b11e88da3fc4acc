request = {"model": "acme/Lynx-VL-2B", "image": "https://example.org/a bird's nest.jpg"}
