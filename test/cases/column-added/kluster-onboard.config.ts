import { defineConfig } from "kluster-gen";
import { fields } from "./fields.ts";

export default defineConfig({
  root: "before",
  catalog: { sources: [{ file: "catalog.json" }], list: "data", fields },
  capabilities: [{ name: "vision", when: { field: "vision", equals: true } }],
  tables: [
    {
      page: "models.md",
      heading: ["Names"],
      columns: [
        { header: "Model", value: "**{name}**" },
        { header: "Images", value: "yes", when: { capability: "vision" }, otherwise: "no" },
        { header: "ID", value: "`{id}`", key: true },
      ],
    },
  ],
});
