import { plainText } from "../../text/emit/plain-text.ts";

/** Words that mean the same in headers and in the names of values. */
const meanings: readonly string[] = [
  "context window length ctx",
  "price cost pricing rate usd",
  "input prompt in",
  "output completion out response",
  "image images vision visual multimodal attachment attachments",
  "tool tools function functions calling",
  "reasoning thinking reason",
  "stream streaming",
  "json structured schema format",
  "provider owner owned vendor maker developer publisher author creator organization org company",
  "release released date created launch launched published since",
  "retired retirement legacy deprecated deprecation sunset shutdown expiration",
  "name model title label id identifier 模型 模型名称 名称 モデル モデル名 모델 modell modèle modelo modello модель",
  "type kind category mode task purpose modality",
  "description summary about notes",
  "size parameters params",
  "knowledge cutoff training",
  "license licence",
  "max maximum limit most",
  "tokens token",
];

const meaningOf = new Map(
  meanings.flatMap((line) =>
    line.split(" ").map((word, index, [first = word]) => [word, index === 0 ? word : first] as const),
  ),
);

/**
 * What is struck out is deprecated, and `built-in` is one word. What is read of a role of reStructuredText and of a
 * link of AsciiDoc: `` :ref:`LoRA <lora>` ``, `xref:lora.adoc[LoRA]`.
 */
const readable = (text: string): string =>
  text
    .replaceAll("~~", " deprecated ")
    .replace(/(?<=\p{L})-in\b/giu, "in")
    .replace(/:[\w.+-]+:`([^`<]*)(?:<[^`]*)?`/g, "$1")
    .replace(/\b(?:xref|link|https?):[^\s[\]]*\[([^[\]]*)\]/g, "$1");

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== "" && word !== "supports" && word !== "is" && word !== "per")
      .map((word) => meaningOf.get(word) ?? word),
  );

const likeWords = (wanted: ReadonlySet<string>, given: ReadonlySet<string>): number => {
  const shared = [...wanted].filter((word) => given.has(word)).length;
  return shared === 0 ? 0 : (shared / wanted.size) * 0.8 + (shared / given.size) * 0.2;
};

/** How much a header and the name of a value have in common: 0 for nothing, 1 for all words of the header. */
export const likeness = (header: string, name: string): number => {
  const wanted = wordsOf(plainText(readable(header)));
  // `contextWindow` is two words in a record, and `JetBrains` is one of a header, as `OpenRouter` is.
  const apart = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  const like = likeWords(wanted, wordsOf(apart));
  return apart === name ? like : Math.max(like, likeWords(wanted, wordsOf(name)));
};
