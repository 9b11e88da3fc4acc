/** Providers as headings have them. */
const companies = {
  anthropic: "Anthropic",
  azure: "Azure",
  bedrock: "Bedrock",
  cohere: "Cohere",
  deepgram: "Deepgram",
  deepseek: "DeepSeek",
  elevenlabs: "ElevenLabs",
  gemini: "Gemini",
  mistral: "Mistral",
  ollama_cloud: "OllamaCloud",
  openai: "OpenAI",
  openrouter: "OpenRouter",
  perplexity: "Perplexity",
  vertexai: "VertexAI",
  xai: "XAI",
};

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
const lists = {
  "Function Calling": includes("abilities", "function_calling"),
  "Structured Output": includes("abilities", "structured_output"),
  Streaming: includes("abilities", "streaming"),
  "Batch Processing": includes("abilities", "batch"),
  "Vision Models": includes("inputs", "image"),
  "Audio Input Models": includes("inputs", "audio"),
  "PDF Models": includes("inputs", "pdf"),
  "Embedding Models": includes("outputs", "embeddings"),
};

export default {
  root: ".",
  // Weeks of changes come at once, with what providers withdrew: a person looked at them.
  policy: { accept: ["emptied", "factor", "shrink", "vanished", "zero", "outlier"] },
  catalog: {
    sources: [{ file: "lib/ruby_llm/models.json" }],
    key: ["provider", "id"],
    fields: {
      id: { path: "id", required: true },
      name: { path: "name" },
      provider: { path: "provider", required: true },
      company: { of: "provider", rules: [{ op: "map", values: companies }] },
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
    {
      page,
      heading: ["Models by Provider"],
      columns,
      order: { by: ["name", "id"] },
      group: { by: "company", header: "### {group} ({count})", order: { ignoreCase: true } },
    },
    ...Object.entries(lists).map(([heading, where]) => ({
      page,
      heading: [heading],
      columns,
      where,
      order: { by: ["provider", "name", "id"] },
    })),
  ],
  counters: [
    { name: "all", page, pattern: "Browse (\\d+) AI models" },
    ...Object.entries(lists).map(([heading, where]) => ({
      name: heading.replaceAll(" ", "-"),
      page,
      where,
      pattern: `### ${heading} \\((\\d+)\\)`,
    })),
  ],
};
