project = "Xinference"
