import type { Model, Shape } from "../catalog/records.ts";
import type { Fields, PartDraft, WhereDraft } from "../types.ts";
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
