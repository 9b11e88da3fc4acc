import { error, fail, ok, type Outcome } from "../model/problem.ts";
import { readPath, type ValuePath } from "./value-path.ts";

/** A document of a source; `file` is set when the source is a folder of them. */
export type DocumentPart = {
  readonly value: unknown;
  /** Its name in problems. */
  readonly label: string;
  /** Its path below the folder that it was found in, without its ending. */
  readonly file?: string;
};

/** Where in a document the records are. */
export type EnvelopeSettings = {
  readonly list: ValuePath | undefined;
  readonly keyField: string | undefined;
};

/** A record as it stands in its document. */
export type FoundRecord = {
  readonly value: unknown;
  /** Keys that the envelope knows and the record lacks: the map's key, the file's name. */
  readonly extra: Readonly<Record<string, string>>;
  readonly label: string;
  /** Its place in the document: `data[3]`. */
  readonly place: string;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const recordsOf = (part: DocumentPart, settings: EnvelopeSettings): Outcome<readonly FoundRecord[]> => {
  const { value, label, file } = part;
  const { list, keyField } = settings;
  const at = list === undefined ? value : readPath(value, list);
  // Some services answer with the bare list where others wrap it; there is nothing else that it could be.
  const found = at === undefined && Array.isArray(value) ? value : at;
  const name = found === value ? "" : (list?.source ?? "");
  const extra: Readonly<Record<string, string>> = file === undefined ? {} : { $file: file };
  if (Array.isArray(found))
    return ok(
      found.map((item: unknown, index) => ({ value: item, extra, label, place: `${name}[${index}]` })),
    );
  if (keyField !== undefined && isObject(found))
    return ok(
      Object.entries(found).map(([key, item]) => ({
        value: item,
        extra: isObject(item) && Object.hasOwn(item, keyField) ? extra : { ...extra, [keyField]: key },
        label,
        place: `${name}[${JSON.stringify(key)}]`,
      })),
    );
  if (file !== undefined && list === undefined) return ok([{ value, extra, label, place: "the record" }]);
  const what = name === "" ? "The document is not a list." : `There is no list at \`${name}\`.`;
  const fix = "Set `list` to the path of the list of models, and `keyField` if it is a map of them.";
  return fail(error("catalog-no-list", label, what, fix));
};

/** The records of a source's documents, in their order. */
export const findRecords = (
  parts: readonly DocumentPart[],
  settings: EnvelopeSettings,
): Outcome<readonly FoundRecord[]> => {
  const all = parts.map((part) => recordsOf(part, settings));
  const problems = all.flatMap((each) => each.problems);
  return all.every((each) => each.ok)
    ? ok(
        all.flatMap((each) => each.value),
        problems,
      )
    : fail(...problems);
};
