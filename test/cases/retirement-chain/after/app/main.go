package main

// Coral answers: reef/coral-7b.
const model = "reef/coral-9b"

const pinned = "reef/coral-7b" // kluster-gen keep

const plant = "kelp"
