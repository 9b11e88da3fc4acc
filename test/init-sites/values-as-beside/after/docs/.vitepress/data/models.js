export default {
  models: [
    { id: "acme/auk-3-large", label: "Auk 3 Large", context: 200000, price: [3, 15] },
    { id: "acme/auk-3-mini", label: "Auk 3 Mini", context: 200000, price: [0.25, 1.25] },
    { id: "birch/heron-70b", label: "Heron 70B", context: 131072, price: [0.54, 0.79] },
    { id: "birch/heron-8b", label: "Heron 8B Instant", context: 131072, price: [0.05, 0.08] },
    { id: "birch/heron-vl", label: "Heron VL", context: 131072, price: [0.2, 0.6] },
    { id: "cedar/finch-code", label: "Finch Code", context: 262144, price: [0.3, 0.9] },
    { id: "cedar/finch-embed", label: "Finch Embed", context: 8192, price: [0.1, 0] },
  ],
}
