import { fieldsOf } from "../../src/config/expression.ts";
import { addressIn } from "../../src/page/links.ts";
import type { Row } from "../../src/page/table.ts";
import { groupBy } from "../../src/text/group-by.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { groupOf } from "../placing/groups.ts";
import type { ColumnMatch } from "./match-columns.ts";
import type { Subject } from "./subjects.ts";

/** The fields that tell a model from all others. */
export const tellingNames = ["id", "slug", "name"] as const;
export type TellingName = (typeof tellingNames)[number];

/** What tells an ID that stands among other words of a cell (`Ant (acme/ant)`). */
const amongWords = (id: string): string => `#${id}`;

/** The columns of the page that say which model a row is about, beside or within its key. */
const telling = (columns: readonly ColumnMatch[], by: readonly TellingName[]) =>
  columns.flatMap(({ column, index, at }) => {
    const fields = fieldsOf(column.value);
    // Paths of files are made of slugs.
    const isLinked = fields.some((field) => /^(?:link|route):/.test(field));
    const names = by.filter((name) => fields.includes(name) || (name === "slug" && isLinked));
    const isTold = column.owner === "catalog" && at !== undefined && names.length > 0;
    return isTold ? [{ index, at, names, isIn: names.some((name) => name !== "name") }] : [];
  });

/** What tells a row as it would be made beside its key: cells and addresses that an ID or a slug is in, and its group. */
export const toldBeside = (
  columns: readonly ColumnMatch[],
  { group }: Pick<TableSettings, "group">,
): ((subject: Subject) => string) => {
  const places = telling(columns, ["id", "slug"]);
  return (subject) =>
    JSON.stringify([
      groupOf(group, subject),
      ...places.map(({ index }) => [subject.texts[index], addressIn(subject.cells[index] ?? "")]),
    ]);
};

/** What is wanted of the rows that no key gives anybody: their texts, and those who want one. */
export type Unknown = {
  readonly columns: readonly ColumnMatch[];
  readonly textsOf: (row: Row) => readonly string[];
  readonly keyOf: (row: Row) => string;
  readonly rows: readonly Row[];
  readonly subjects: readonly Subject[];
};

/**
 * The rows that say by more than their key whose they are: by a model's ID, slug or name alone in a cell, by an ID among
 * other words where the config writes it so, or by the address of a link that holds one. Only what one model and one row have alone tells.
 */
export const knownBy = (
  by: readonly TellingName[],
  { columns, textsOf, keyOf, rows, subjects }: Unknown,
): ReadonlyMap<Subject, Row> => {
  const places = rows.length === 0 || subjects.length === 0 ? [] : telling(columns, by);
  const ofSubject = (subject: Subject): readonly string[] =>
    places.flatMap(({ index, names, isIn: isThere }) => {
      const { id, slug, name, formerSlug = slug } = subject;
      // Where several fields are the key, the field `id` is shared by models.
      const isIn = isThere && (names.includes("slug") || subject.fields.get("id") === id);
      const own: Readonly<Record<string, readonly string[]>> = {
        id: [id],
        slug: [slug, formerSlug],
        name: [name],
      };
      const address = isIn ? addressIn(subject.cells[index] ?? "") : undefined;
      const addresses = address === undefined ? [] : [address, address.replaceAll(slug, formerSlug)];
      return [
        ...(isIn ? [subject.texts[index] ?? ""] : []),
        ...names.flatMap((each) => own[each] ?? []),
        ...(names.includes("id") ? [amongWords(id)] : []),
        ...addresses.map((each) => `(${each})`),
      ].map((text) => `${index} ${text}`);
    });
  const ofRow = (row: Row): readonly string[] =>
    places.flatMap(({ index, at }) => {
      const address = addressIn(row.cells[at]?.text ?? "");
      const text = textsOf(row)[index] ?? "";
      const words = new Set(text.split(/[\s()[\],;]+/));
      return [
        ...(text === "" ? [] : [text]),
        ...(words.size > 1 ? [...words].map(amongWords) : []),
        ...(address === undefined ? [] : [`(${address})`]),
      ].map((each) => `${index} ${each}`);
    });
  const wanted = groupBy(
    subjects.flatMap((subject) => [...new Set(ofSubject(subject))].map((text) => ({ subject, text }))),
    ({ text }) => text,
  );
  const found = new Map<Subject, Row>();
  const several = new Set<Subject>();
  for (const row of rows) {
    const [subject, ...others] = new Set(
      ofRow(row).flatMap((text) => {
        // What several have says of none.
        const [one, another] = wanted.get(text) ?? [];
        return one === undefined || another !== undefined ? [] : [one.subject];
      }),
    );
    if (subject === undefined || others.length > 0) continue;
    if (found.has(subject)) several.add(subject);
    found.set(subject, row);
  }
  // What stands in another row may be one's ID by chance where a row with its key says it as it would be made.
  const byKey = found.size === 0 ? undefined : groupBy(rows, keyOf);
  for (const [subject, row] of found) {
    const isOwn = (other: Row): boolean =>
      other !== row &&
      places.every(
        ({ index, at, isIn }) =>
          textsOf(other)[index] === subject.texts[index] &&
          (!isIn || addressIn(other.cells[at]?.text ?? "") === addressIn(subject.cells[index] ?? "")),
      );
    if (byKey?.get(subject.key)?.some(isOwn) === true) several.add(subject);
  }
  for (const subject of several) found.delete(subject);
  return found;
};
