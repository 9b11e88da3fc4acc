/** The most specifications that a model has. */
const most = 50;

const folder = "doc/source/models/builtin/llm";
const hubs = ["huggingface", "modelscope"] as const;

/** Fields of one specification: a field is a value or a list, so each has its own. */
const specification = (n: number) => {
  const path = `model_specs[${n}]`;
  return {
    [`format${n}`]: { path: `${path}.model_format`, default: "" },
    [`size${n}`]: { path: `${path}.model_size_in_billions`, default: "" },
    [`quantizations${n}`]: {
      path: `${path}.model_src.huggingface.quantizations`,
      else: { path: `${path}.model_src.modelscope.quantizations`, default: [] },
    },
    ...Object.fromEntries(
      hubs.map((hub) => [`${hub}${n}`, { path: `${path}.model_src.${hub}.model_id`, default: "" }]),
    ),
  };
};

export default {
  root: ".",
  catalog: {
    sources: [{ file: "xinference/model/llm/llm_family.json" }],
    fields: {
      id: { path: "model_name", required: true },
      name: { path: "model_name" },
      label: { path: "model_name", rules: [{ op: "lowercase" }] },
      context: { path: "context_length", type: "number" },
      languages: { path: "model_lang", type: "list" },
      abilities: { path: "model_ability", type: "list" },
      about: { path: "model_description" },
      ...Object.fromEntries(Array.from({ length: most }, (_, n) => Object.entries(specification(n))).flat()),
    },
  },
  slug: { rules: [{ op: "lowercase" }] },
  capabilities: [{ name: "model", templates: "model" }],
  templates: "templates",
  snippets: [{ kind: "page", language: "rst", path: `${folder}/{slug}.rst` }],
  navigation: [{ file: `${folder}/index.rst`, path: [], item: "{route:page}\n  ", order: { by: "label" } }],
  tables: [
    {
      page: `${folder}/index.rst`,
      element: "models_llm_index",
      order: { by: "label" },
      columns: [
        { header: "MODEL NAME", value: ":ref:`{label} <models_llm_{slug}>`", key: true },
        { header: "ABILITIES", value: "{abilities}" },
        { header: "COTNEXT_LENGTH", value: "{context}" },
        { header: "DESCRIPTION", value: "{about}" },
      ],
    },
  ],
};
