import { fieldsOf } from "../../src/config/expression.ts";
import { addressIn } from "../../src/page/links.ts";
import type { Row } from "../../src/page/table.ts";
import { groupBy } from "../../src/text/group-by.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { groupOf } from "../placing/groups.ts";
import type { ColumnMatch } from "./match-columns.ts";
import type { Subject } from "./subjects.ts";

/** What tells a row by where a link of one column leads: no text of a cell is like it. */
const ledTo = (index: number, address: string): string => `${index}\0${address}`;
const isLed = (telling: string): boolean => telling.includes("\0");

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

/** Whether several fields are the key: models share what their field `id` says then. */
const sharesId = ({ fields, id }: Subject): boolean => fields.get("id") !== id;

/** Whether one part of a link's address is a model's slug or what its ID ends with, whatever page it is of. */
const leadsTo = (address: string, subject: Subject): boolean =>
  address
    .split(/[/#?=&]/)
    .map((part) => part.replace(/\.\w+$/, ""))
    .some(
      (part) =>
        part === subject.slug ||
        (!sharesId(subject) && part === subject.id.slice(subject.id.lastIndexOf("/") + 1)),
    );

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
  /** Whether a lock tells which rows are the tool's: then one that is called otherwise isn't one's for where it leads alone. */
  readonly isRecorded: boolean;
  readonly columns: readonly ColumnMatch[];
  readonly textsOf: (row: Row) => readonly string[];
  readonly keyOf: (row: Row) => string;
  readonly rows: readonly Row[];
  readonly subjects: readonly Subject[];
};

/** The rows that say by more than their key whose they are: by an ID, slug or name in a cell, or a link's address. */
export const knownBy = (
  by: readonly TellingName[],
  { isRecorded, columns, textsOf, keyOf, rows, subjects }: Unknown,
): ReadonlyMap<Subject, Row> => {
  if (rows.length === 0 || subjects.length === 0) return new Map();
  const places = telling(columns, by);
  const linked = columns.flatMap(({ column: { owner }, index, at }) =>
    owner === "catalog" && at !== undefined ? [{ index, at }] : [],
  );
  /**
   * Whether a row says something else that is right, beside where it leads and what it is called; where it shows
   * nothing else it needn't.
   */
  const isBacked = (row: Row, { texts, key }: Subject, at: number): boolean => {
    const others = columns.filter(
      ({ column, index, at: place }) =>
        column.owner === "catalog" && place !== undefined && index !== at && texts[index] !== key,
    );
    const said = textsOf(row);
    return (
      others.length === 0 || others.some(({ index }) => said[index] !== "" && said[index] === texts[index])
    );
  };
  const ofSubject = (subject: Subject): readonly string[] => {
    const { id, slug, name, formerSlug = slug } = subject;
    const own: Readonly<Record<string, readonly string[]>> = {
      id: [id],
      slug: [slug, formerSlug],
      name: [name],
    };
    const whole = places.filter(({ names, isIn }) => isIn && (names.includes("slug") || !sharesId(subject)));
    return [
      ...whole.map(({ index }) => `${index} ${subject.texts[index] ?? ""}`),
      ...places.flatMap(({ index, names }) =>
        [...names.flatMap((each) => own[each] ?? []), ...(names.includes("id") ? [amongWords(id)] : [])].map(
          (text) => `${index} ${text}`,
        ),
      ),
      ...linked.flatMap(({ index }) => {
        const address = addressIn(subject.cells[index] ?? "");
        const tells =
          address !== undefined && (whole.some((each) => each.index === index) || leadsTo(address, subject));
        return tells ? [address, address.replaceAll(slug, formerSlug)].map((each) => ledTo(index, each)) : [];
      }),
    ];
  };
  const ofRow = (row: Row): readonly string[] => [
    ...places.flatMap(({ index }) => {
      const text = textsOf(row)[index] ?? "";
      // An ID may stand behind a sign that all have.
      const words = new Set(
        text.split(/[\s()[\],;]+/).flatMap((word) => [word, word.replace(/^[:/@-]+/, "")]),
      );
      return [...(text === "" ? [] : [text]), ...(words.size > 1 ? [...words].map(amongWords) : [])].map(
        (each) => `${index} ${each}`,
      );
    }),
    ...linked.flatMap(({ index, at }) => {
      const address = addressIn(row.cells[at]?.text ?? "");
      return address === undefined ? [] : [ledTo(index, address)];
    }),
  ];
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
        if (one === undefined || another !== undefined) return [];
        const isStrange =
          isLed(text) &&
          keyOf(row) !== one.subject.key &&
          (isRecorded || !isBacked(row, one.subject, parseInt(text, 10)));
        return isStrange ? [] : [one.subject];
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
