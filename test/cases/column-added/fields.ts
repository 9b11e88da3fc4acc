import type { FieldConfig } from "kluster-gen";

export const fields: { id: FieldConfig; name: FieldConfig; vision: FieldConfig } = {
  id: { path: "id", type: "string", required: true },
  name: { path: "name" },
  vision: { path: "vision", default: false },
};
