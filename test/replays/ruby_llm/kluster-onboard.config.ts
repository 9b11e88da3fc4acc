const page = "docs/_reference/available-models.md";

const columns = [
  { header: "Model", value: "{id}", key: true },
  { header: "Provider", value: "{provider}", key: true },
  { header: "I/O", value: "In: {input}; Out: {output}" },
  { header: "Capabilities", value: "{capabilities}" },
  { header: "Context", value: "{context}" },
  { header: "Max Output", value: "{maxOutput}" },
  { header: "Standard Pricing (per 1M tokens)", value: "{in}{out}{cacheRead}{cacheWrite}" },
];

const listOf = (of: string) => ({ of, rules: [{ op: "joinList", separator: ", " }], default: "-" });

/** A price of two decimals, a half to the even neighbour, but for the least of all. */
const price = (key: string) => ({
  path: `pricing.text_tokens.standard.${key}`,
  rules: [
    { op: "map", values: { "0.005": "0.01" } },
    { op: "fixed", digits: 2, half: "even" },
  ],
});

const includes = (field: string, value: string) => ({ field, includes: value });

/** Models under a heading of their own. */
const listed = (heading: string, where: object) => ({
  page,
  heading: [heading],
  columns,
  where,
  order: { by: ["provider", "name", "id"] },
});

export default {
  root: ".",
  catalog: {
    sources: [{ file: "lib/ruby_llm/models.json" }],
    key: ["provider", "id"],
    fields: {
      id: { path: "id", required: true },
      name: { path: "name" },
      provider: { path: "provider", required: true },
      inputs: { path: "modalities.input", default: [] },
      outputs: { path: "modalities.output", default: [] },
      abilities: { path: "capabilities", default: [] },
      input: listOf("inputs"),
      output: listOf("outputs"),
      capabilities: listOf("abilities"),
      context: { path: "context_window", default: "-" },
      maxOutput: { path: "max_output_tokens", default: "-" },
      inPrice: price("input_per_million"),
      outPrice: price("output_per_million"),
      readPrice: price("cache_read_input_per_million"),
      writePrice: price("cache_write_input_per_million"),
      in: { text: "In: ${inPrice}", default: "-" },
      out: { text: ", Out: ${outPrice}", default: "" },
      cacheRead: { text: ", Cache Read: ${readPrice}", default: "" },
      cacheWrite: { text: ", Cache Write: ${writePrice}", default: "" },
    },
  },
  tables: [
    ...[
      "Anthropic",
      "Azure",
      "Bedrock",
      "DeepSeek",
      "Gemini",
      "Mistral",
      "OpenAI",
      "OpenRouter",
      "Perplexity",
      "VertexAI",
      "XAI",
    ].map((heading) => ({ ...listed(heading, { field: "provider", equals: heading.toLowerCase() }) })),
    listed("Function Calling", includes("abilities", "function_calling")),
    listed("Structured Output", includes("abilities", "structured_output")),
    listed("Streaming", includes("abilities", "streaming")),
    listed("Batch Processing", includes("abilities", "batch")),
    listed("Vision Models", includes("inputs", "image")),
    listed("Audio Input Models", includes("inputs", "audio")),
    listed("PDF Models", includes("inputs", "pdf")),
    listed("Embedding Models", includes("outputs", "embeddings")),
  ],
};
