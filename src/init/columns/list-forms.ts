import type { TextRule } from "../../config/config.gen.ts";
import type { Form } from "./kinds.ts";

const words: TextRule = { op: "words" };
const title: TextRule = { op: "titleCase" };
const sentence: TextRule = { op: "sentenceCase" };
const lower: TextRule = { op: "lowercase" };
const upper: TextRule = { op: "uppercase" };

const joined = (suffix: string, separator: string, last?: string): readonly Form[] => {
  const join: TextRule = { op: "joinList", separator, ...(last === undefined ? {} : { last }) };
  return [
    [suffix, [join]],
    [`${suffix}Title`, [words, title, join]],
    [`${suffix}LowerTitle`, [lower, words, title, join]],
  ];
};

/** Each item as code, where the value that these make is Markdown. */
export const codes: TextRule = { op: "regex", pattern: "^(.+)$", with: "`$1`" };

/** How lists are shown. */
export const listForms: readonly Form[] = [
  ["Spaced", [words]],
  ["Title", [words, title]],
  ["LowerTitle", [lower, words, title]],
  ["Upper", [upper]],
  ["Sorted", [{ op: "sortList" }]],
  ["SortedTitle", [words, title, { op: "sortList" }]],
  ["Capital", [words, { op: "joinList" }, sentence]],
  ["AndCapital", [words, { op: "joinList", last: " and " }, sentence]],
  ...joined("Slashed", "/"),
  ...joined("Parted", " / "),
  ...joined("Plus", " + "),
  ...joined("And", ", ", " and "),
  ...joined("Oxford", ", ", ", and "),
  ...joined("Close", ","),
  ...joined("Dotted", " · "),
  ...joined("Lines", "\n"),
  // `['a', 'b']`, as Python shows lists.
  ["Quoted", [{ op: "joinList", separator: "', '" }]],
  // Items in one cell: `- a<br>- b`.
  ["Bulleted", [{ op: "joinList", separator: "\n- " }]],
  ["BulletedSpaced", [{ op: "joinList", separator: "\n - " }]],
  ["Dots", [{ op: "joinList", separator: "\n• " }]],
  ["Count", [{ op: "count" }]],
  // Code beside code: `a` `b`.
  ["Codes", [codes, { op: "joinList", separator: " " }]],
  ["CodesDotted", [codes, { op: "joinList", separator: " · " }]],
  ["CodesLines", [codes, { op: "joinList", separator: "\n" }]],
];
