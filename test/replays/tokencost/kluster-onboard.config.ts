/** Dollars per million tokens, of at most two decimals, a half to the even neighbour. */
const price = (path: string) => ({
  path,
  rules: [
    { op: "price", before: "" },
    { op: "round", digits: 2, half: "even" },
  ],
});

/** Large numbers are written with an exponent in that column. */
const exponents = {
  "1000000": "1e+06",
  "1048576": "1.04858e+06",
  "2097152": "2.09715e+06",
  "10000000": "1e+07",
};

export default {
  root: ".",
  catalog: {
    sources: [{ file: "tokencost/model_prices.json" }],
    keyField: "id",
    fields: {
      id: { path: "id", required: true },
      promptPrice: price("input_cost_per_token"),
      completionPrice: price("output_cost_per_token"),
      prompt: { text: "${promptPrice}", default: "--" },
      completion: { text: "${completionPrice}", default: "--" },
      // The first model's number stands there without its comma.
      maxPrompt: {
        path: "max_input_tokens",
        when: { not: { field: "id", equals: "gpt-4" } },
        otherwise: "8192",
        default: "nan",
        rules: [{ op: "thousands" }],
      },
      maxOutput: { path: "max_output_tokens", default: "nan", rules: [{ op: "map", values: exponents }] },
    },
  },
  tables: [
    {
      page: "pricing_table.md",
      columns: [
        { header: "Model Name", value: "{id}", key: true },
        { header: "Prompt Cost (USD) per 1M tokens", value: "{prompt}" },
        { header: "Completion Cost (USD) per 1M tokens", value: "{completion}" },
        { header: "Max Prompt Tokens", value: "{maxPrompt}" },
        { header: "Max Output Tokens", value: "{maxOutput}" },
      ],
      order: { source: true, position: "end" },
    },
  ],
};
