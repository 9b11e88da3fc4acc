import type { Model, Shape } from "../catalog/records.ts";
import type { Fields, PartDraft, WhereDraft } from "../types.ts";
import { fieldsOf } from "../columns/agreement.ts";
import { likeness } from "../columns/likeness.ts";
import { isThere, readingOf } from "../columns/readings.ts";
import { testsOf } from "./atoms.ts";

/** The fields that a place reads. */
export const fieldsOfPart = (part: PartDraft): readonly Fields[] => {
  if (part.type === "navigation" || part.type === "list" || part.type === "pages") return [part.fields];
  return part.type === "table"
    ? [...part.columns.map(({ fields }) => fields), part.fields]
    : [part.title.fields];
};

/** That a value is there which a place shows, where its models alone have it: of others nothing would stand there. */
export const byNeed = (part: PartDraft, here: ReadonlySet<Model>, shape: Shape): WhereDraft | undefined => {
  const { models } = shape;
  const read = new Set(fieldsOfPart(part).flatMap((fields) => Object.values(fields).map(({ path }) => path)));
  const test = testsOf(shape).find(
    ({ when, path, holds }) =>
      when.exists === true &&
      read.has(path) &&
      models.every((model, index) => (holds[index] === 1) === here.has(model)),
  );
  return test === undefined ? undefined : { where: test.when, fields: test.fields };
};

/** The path of the one value that each column of a table reads. */
const pathsOf = (part: PartDraft): readonly (string | undefined)[] =>
  part.type !== "table"
    ? []
    : part.columns.map(({ fields }) => {
        const [path, another] = new Set(Object.values(fields).map((field) => field.path));
        return another === undefined ? path : undefined;
      });

/** The same beside tables that each ask for the value which they show: `limits.paid` where another asks for `limits.free`. */
export const byNeedBeside = (
  part: PartDraft,
  beside: readonly (readonly [PartDraft, WhereDraft])[],
  shape: Shape,
): WhereDraft | undefined => {
  if (part.type !== "table") return undefined;
  const own = pathsOf(part);
  const headers = JSON.stringify(part.table.headers);
  for (const [other, { where = {}, fields }] of beside) {
    const isAlike = other.type === "table" && JSON.stringify(other.table.headers) === headers;
    const at = pathsOf(other).indexOf(fields[where.field ?? ""]?.path ?? "");
    const path = own[at];
    if (!isAlike || where.exists !== true || path === undefined || own.indexOf(path) !== at) continue;
    const reading = readingOf(shape, path, "", []);
    if (part.models.every((model) => isThere(reading, model)))
      return { where: { field: reading.name, exists: true }, fields: fieldsOf([reading]) };
  }
  return undefined;
};

/** The test of a place that shows all models and is called as a value of theirs, where others beside it are, too. */
export const byCallBeside = (
  { models }: Pick<PartDraft, "models">,
  context: readonly string[],
  beside: readonly WhereDraft[],
  shape: Shape,
): WhereDraft | undefined => {
  const here = new Set(models);
  const asked = new Set(
    beside.flatMap(({ where: { field = "", includes } = {}, fields }) =>
      includes === undefined ? [] : (fields[field]?.path ?? []),
    ),
  );
  const test = testsOf(shape).find(
    ({ when: { includes }, path, holds }) =>
      typeof includes === "string" &&
      asked.has(path) &&
      context.some((text) => likeness(includes, text) >= 0.8) &&
      shape.models.every((model, index) => holds[index] === 1 || !here.has(model)),
  );
  return test === undefined ? undefined : { where: test.when, fields: test.fields };
};
