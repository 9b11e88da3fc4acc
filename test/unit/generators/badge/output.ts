import type { Output, Target } from "../../../../generators/output.ts";
import { ok } from "../../../../src/model/problem.ts";
import { placeName } from "../../../../src/page/region.ts";

const place = {
  page: "badges.md",
  heading: ["Badges"],
  tab: undefined,
  marker: undefined,
  optional: false,
  where: "badges",
};
const badge = (id: string): string => `- badge ${id}\n`;
/** A line `- badge ID` at the end of a page for each model, recorded in the lock and pruned by it. */
export const badgeOutput: Output = {
  kind: "badge",
  title: "Badges",
  part: "sections",
  targets: ({ entries, past }) => {
    const made = new Set(
      [...past.lock.entries.values()].flatMap(({ page, model }) => (page === place.page ? [model] : [])),
    );
    const leaving = past.gone.filter(({ action, record }) => action === "prune" && made.has(record.model));
    const plan: Target["plan"] = (page) => {
      const end = page.text.length;
      const coming = entries.filter(({ id }) => !page.text.includes(badge(id)));
      const going = leaving.flatMap(({ record: { model } }) => {
        const start = page.text.indexOf(badge(model));
        return start < 0 ? [] : [{ model, start }];
      });
      return ok({
        edits: [
          ...going.map(({ model, start }) => ({ start, end: start + badge(model).length, text: "" })),
          ...coming.map(({ id }) => ({ start: end, end, text: badge(id) })),
        ],
        notes: [
          ...coming.map(
            ({ id, name }) =>
              ({
                what: "badge",
                action: "add",
                cause: "catalog",
                models: [id],
                text: `${name} in badges`,
              }) as const,
          ),
          ...going.map(
            ({ model }) =>
              ({
                what: "badge",
                action: "remove",
                cause: "catalog",
                models: [model],
                text: `${model} in badges`,
              }) as const,
          ),
        ],
        records: entries.map(({ id, name }) => ({
          type: "entry",
          model: id,
          page: place.page,
          place: placeName(place),
          title: name,
        })),
        orphans: [],
      });
    };
    const target: Target = {
      place,
      kind: "badge",
      records: "entry",
      plan,
    };
    return [{ page: place.page, make: () => target }];
  },
};
