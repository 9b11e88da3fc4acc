/** A stretch of a file's text: [start, end). */
type Span = { readonly start: number; readonly end: number };

/** How a scalar is written; `block` is YAML's `|` and `>`. */
export type Quote = "plain" | "single" | "double" | "block";

/** Text, or another value that has no parts: then `string` is false and `text` is how it is written. */
type ScalarNode = Span & {
  readonly type: "scalar";
  readonly text: string;
  readonly string: boolean;
  readonly quote: Quote;
};

/** An element of a list; `start` is its dash, the first character of what stands between two commas, or its own start. */
export type ListItem = { readonly node: DataNode; readonly start: number };

/** A list: `block` is YAML's with dashes, or TOML's of maps with headings; `flow` is in brackets. */
export type ListNode = Span & {
  readonly type: "list";
  readonly style: "block" | "flow";
  /** Whether it stands inside of brackets or braces. */
  readonly inFlow: boolean;
  readonly items: readonly ListItem[];
};

/** A key with its value; `again` is where TOML names it further times, for more of what is below it. */
export type Pair = { readonly key: DataNode; readonly value: DataNode; readonly again?: readonly Span[] };

/** A map from keys to values; `lines` is TOML's, whose pairs are lines of their own, below a heading where it has one. */
export type MapNode = Span & {
  readonly type: "map";
  readonly style: "block" | "flow" | "lines";
  readonly pairs: readonly Pair[];
};

type Marks = { readonly shared: boolean; readonly tag: string };

/** A scalar as a part of a file. */
export type Scalar = ScalarNode & Marks;

/** A reference to another part of the file. */
export type AliasNode = Span & { readonly type: "alias"; readonly text: string };

/** A part of data, with its place in the text, never printed again; a `shared` one is meant by an alias too. */
export type DataNode = Scalar | ((ListNode | MapNode | AliasNode) & Marks);

/** The tag of what JavaScript works out: it is nobody's to read or write. */
export const expressionTag = "js";

/** Whether a part is what JavaScript works out. */
export const isExpression = (node: DataNode): boolean => node.tag === expressionTag;

/** Why a file can't be read: what, and where in the text. */
export type Unread = { readonly message: string; readonly offset: number };

/** Reads a language of data. */
export type ReadData = (text: string) => DataNode | Unread;

/** The readers of all languages; those of YAML and TOML are loaded only where they are needed. */
export type DataReaders = {
  readonly json: ReadData;
  readonly js: ReadData;
  readonly yaml: ReadData | undefined;
  readonly toml: ReadData | undefined;
};

/** A scalar's shape, by which two files are compared. */
export const scalarShape = (text: string, string: boolean, tag = ""): string =>
  JSON.stringify([tag, string, text]);

/** A list's shape, of the shapes of its items. */
export const listShape = (items: readonly string[], tag = ""): string => `${tag}[${items.join(",")}]`;

/** A map's shape, of the shapes of its keys and values in turn. */
export const mapShape = (pairs: readonly (readonly [string, string])[], tag = ""): string =>
  `${tag}{${pairs.map(([key, value]) => `${key}:${value}`).join(",")}}`;

/** What a part says, without how it is written; `changed` are shapes that parts are to have instead. */
export const shapeOf = (node: DataNode, changed: ReadonlyMap<DataNode, string> = new Map()): string => {
  const other = changed.get(node);
  if (other !== undefined) return other;
  const inside = (part: DataNode): string => shapeOf(part, changed);
  switch (node.type) {
    case "scalar":
      return scalarShape(node.text, node.string, node.tag);
    case "alias":
      return `*${node.text}`;
    case "list":
      return listShape(
        node.items.map((item) => inside(item.node)),
        node.tag,
      );
    case "map":
      return mapShape(
        node.pairs.map(({ key, value }) => [inside(key), inside(value)]),
        node.tag,
      );
  }
};

/** Where a part's own text ends: without the comments and line ends after it. */
export const contentEnd = (node: DataNode): number => {
  if ((node.type !== "list" && node.type !== "map") || node.style === "flow") return node.end;
  const last = node.type === "list" ? node.items.at(-1)?.node : node.pairs.at(-1)?.value;
  const key = node.type === "map" ? node.pairs.at(-1)?.key : undefined;
  const ends = [last, key].flatMap((part) => (part === undefined ? [] : [contentEnd(part)]));
  return ends.length === 0 ? node.end : Math.max(...ends);
};

/** Whether a part ends with text of YAML's `|` or `>`, to which all lines after it may belong. */
export const endsInBlockText = (node: DataNode): boolean => {
  if (node.type === "scalar") return node.quote === "block";
  const last =
    node.type === "list"
      ? node.items.at(-1)?.node
      : node.type === "map"
        ? node.pairs.at(-1)?.value
        : undefined;
  return last !== undefined && endsInBlockText(last);
};

/** Whether an alias elsewhere means some part of this one. */
export const hasShared = (node: DataNode): boolean => {
  if (node.shared) return true;
  if (node.type === "list") return node.items.some((item) => hasShared(item.node));
  return node.type === "map" && node.pairs.some(({ key, value }) => hasShared(key) || hasShared(value));
};

/** The keys of a map. */
export const keysOf = (node: DataNode): readonly string[] =>
  node.type === "map" ? node.pairs.flatMap(({ key }) => (key.type === "scalar" ? [key.text] : [])) : [];

/** The scalars of data in their order, keys among them, without those of one part. */
export const scalarsIn = (node: DataNode, except?: DataNode): readonly Scalar[] => {
  if (node === except) return [];
  if (node.type === "scalar") return [node];
  if (node.type === "list") return node.items.flatMap((item) => scalarsIn(item.node, except));
  return node.type === "map"
    ? node.pairs.flatMap(({ key, value }) => [...scalarsIn(key, except), ...scalarsIn(value, except)])
    : [];
};

/** A step on the way to a part: a key, an index, or the element of a list that has these values. */
export type DataStep = string | number | ReadonlyMap<string, string>;

/** A step as people say it. */
const said = (step: DataStep): string => {
  if (typeof step !== "object") return String(step);
  return [...step].map(([key, value]) => `${key}: ${value}`).join(", ");
};

/** A way as people say it: `nav › Models`. */
export const wayName = (path: readonly DataStep[]): string =>
  path.length === 0 ? "the list" : path.map(said).join(" › ");

const keyed = (node: DataNode, name: string): readonly DataNode[] =>
  node.type === "map"
    ? node.pairs.flatMap(({ key, value }) => (key.type === "scalar" && key.text === name ? [value] : []))
    : [];

const has = (node: DataNode, wanted: ReadonlyMap<string, string>): boolean =>
  [...wanted].every(([name, text]) =>
    keyed(node, name).some((value) => value.type === "scalar" && value.text === text),
  );

/** The elements of a list. */
export const elementsOf = (node: DataNode): readonly DataNode[] =>
  node.type === "list" ? node.items.map((item) => item.node) : [];

/** Where a step leads from a part: to several parts, where nothing tells which. */
export const take = (node: DataNode, step: DataStep): readonly DataNode[] => {
  if (typeof step === "number") return elementsOf(node).slice(step).slice(0, 1);
  if (typeof step === "object") return elementsOf(node).filter((element) => has(element, step));
  return node.type === "list"
    ? elementsOf(node).flatMap((element) => keyed(element, step))
    : keyed(node, step);
};
