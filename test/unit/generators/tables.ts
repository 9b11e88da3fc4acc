import type { TableConfig } from "../../../src/config/config.gen.ts";
import type { Settings } from "../../../src/config/settings.ts";
import { settings } from "../given.ts";

const name = { header: "Model", value: "{name}", key: true };
const price = { header: "Price", value: "{price}" };

/** A table of models and their prices. */
export const priced = (more: Partial<TableConfig> = {}): TableConfig => ({
  page: "p.md",
  columns: [name, price],
  ...more,
});

/** Settings with a table that has a row of each model for its mode `Live`, and further ones beside a column of people's. */
export const inModes = (...further: NonNullable<TableConfig["rows"]>): Settings =>
  settings({
    removal: { policy: "prune" },
    tables: [
      {
        page: "p.md",
        columns: [
          name,
          { header: "Mode", value: "Live", key: true },
          price,
          { header: "Note", value: "", owner: "people" },
        ],
        rows: [{ name: "live" }, ...further],
      },
    ],
  });
