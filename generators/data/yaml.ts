import {
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import {
  contentEnd,
  type ListItem,
  type DataNode,
  type Quote,
  type ReadData,
} from "../../src/text/data/node.ts";

/** Ends the reading of a file whose parts can't be told apart. */
class Unclear extends Error {}

const quotes: ReadonlyMap<unknown, Quote> = new Map<unknown, Quote>([
  [Scalar.QUOTE_SINGLE, "single"],
  [Scalar.QUOTE_DOUBLE, "double"],
  [Scalar.BLOCK_LITERAL, "block"],
  [Scalar.BLOCK_FOLDED, "block"],
]);

/** The anchors that an alias means. */
const aliased = (document: Document): ReadonlySet<string> => {
  const names = new Set<string>();
  visit(document, {
    Alias: (_, { source }) => {
      names.add(source);
    },
  });
  return names;
};

type Tokens = readonly CST.SourceToken[];

const offsetIn = (tokens: Tokens, types: readonly string[]): number | undefined =>
  tokens.find(({ type }) => types.includes(type))?.offset;

/** Where each item of a list begins: with its dash, or with its tag, anchor or text. */
const startsOf = (list: YAMLSeq): readonly number[] => {
  const token = list.srcToken;
  if (token?.type === "block-seq")
    return token.items.flatMap(({ start }) => offsetIn(start, ["seq-item-ind"]) ?? []);
  if (token?.type !== "flow-collection") throw new Unclear();
  return token.items.flatMap(
    ({ start, key, value }) =>
      offsetIn(start, ["anchor", "tag", "explicit-key-ind"]) ?? key?.offset ?? value?.offset ?? [],
  );
};

const isFlow = ({ srcToken }: YAMLSeq | YAMLMap): boolean =>
  srcToken?.type !== "block-seq" && srcToken?.type !== "block-map";

/** More levels than this are no data of people, and the parser would run out of stack. */
const MAX_DEPTH = 200;

/** Whether a text may nest too deeply: in brackets, in dashes on one line, or by its indentation. */
const nestsDeeply = (text: string): boolean => {
  let depth = 0;
  for (const [mark] of text.matchAll(/[[\]{}]/g)) {
    depth += mark === "[" || mark === "{" ? 1 : depth > 0 ? -1 : 0;
    if (depth > MAX_DEPTH) return true;
  }
  return /^(?: {800}|(?:[-?:]\s+){200})/m.test(text);
};

/** Reads YAML into parts with their places; tags that nobody here knows stay what they are. */
export const readYaml: ReadData = (text) => {
  const nodesOf = (document: Document): DataNode => {
    const names = aliased(document);
    const nodeOf = (value: unknown, after: number, inFlow: boolean): DataNode => {
      if (isAlias(value)) {
        const [start, end] = value.range ?? [after, after];
        return { type: "alias", text: value.source, start, end, shared: false, tag: "" };
      }
      const rest = (node: { readonly anchor?: string; readonly tag?: string }) => ({
        shared: node.anchor !== undefined && names.has(node.anchor),
        tag: node.tag ?? "",
      });
      if (isScalar(value)) {
        const [start, end] = value.range ?? [after, after];
        const quote = quotes.get(value.type) ?? "plain";
        const string = quote !== "plain" || typeof value.value === "string";
        const said = quote === "plain" ? (value.source ?? "") : String(value.value);
        return { type: "scalar", text: said, string, quote, start, end, ...rest(value) };
      }
      if (isSeq(value)) {
        const [start, end] = value.range ?? [after, after];
        const style = isFlow(value) ? "flow" : "block";
        const starts = startsOf(value);
        if (starts.length !== value.items.length) throw new Unclear();
        const items = value.items.map((item, index): ListItem => {
          const at = starts[index] ?? start;
          return { node: nodeOf(item, at + 1, inFlow || style === "flow"), start: at };
        });
        return { type: "list", style, inFlow, items, start, end, ...rest(value) };
      }
      if (isMap(value)) {
        const [start, end] = value.range ?? [after, after];
        const style = isFlow(value) ? "flow" : "block";
        const within = inFlow || style === "flow";
        const pairs = value.items.map((pair) => {
          const key = nodeOf(pair.key, start, within);
          return { key, value: nodeOf(pair.value, contentEnd(key), within) };
        });
        return { type: "map", style, pairs, start, end, ...rest(value) };
      }
      return {
        type: "scalar",
        text: "",
        string: false,
        quote: "plain",
        start: after,
        end: after,
        shared: false,
        tag: "",
      };
    };
    return nodeOf(document.contents, 0, false);
  };
  if (nestsDeeply(text)) return { message: "This is nested too deeply.", offset: 0 };
  try {
    // Behind a byte order mark the parser takes a list's first dash for indented.
    const plain = text.replace(/^\ufeff/, "\n");
    const document = parseDocument(plain, { keepSourceTokens: true, uniqueKeys: false, logLevel: "error" });
    const [error] = document.errors;
    if (error !== undefined)
      return {
        message: error.message.split("\n")[0]?.replace(/ at line .*$/, "") ?? "",
        offset: error.pos[0],
      };
    return nodesOf(document);
  } catch (thrown) {
    if (thrown instanceof Unclear || thrown instanceof RangeError)
      return { message: "The structure of the file can't be worked out.", offset: 0 };
    throw thrown;
  }
};
