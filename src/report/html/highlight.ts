import { htmlText } from "../../text/emit/html.ts";

type Rule = readonly [name: string, pattern: string];

const string = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
const number = String.raw`\b\d+(?:\.\d+)?\b`;
const hashComment = String.raw`(?:^|(?<=\s))#[^\n]*`;

const python: readonly Rule[] = [
  ["c", hashComment],
  ["s", `"""[^]*?"""|${string}`],
  [
    "k",
    String.raw`\b(?:and|as|assert|async|await|break|class|continue|def|elif|else|except|finally|for|from|if|import|in|is|lambda|not|or|pass|raise|return|try|while|with|yield|None|True|False)\b`,
  ],
  ["n", number],
  ["f", String.raw`\b[A-Za-z_]\w*(?=\()`],
];
const bash: readonly Rule[] = [
  ["c", hashComment],
  ["s", `"(?:[^"\\\\]|\\\\.)*"|'[^']*'`],
  ["f", String.raw`\$\{?\w+\}?`],
  [
    "k",
    String.raw`(?<=^|\s)(?:if|then|else|fi|for|in|do|done|while|case|esac|export|curl|echo|cat|jq|sleep)\b`,
  ],
  ["n", String.raw`(?<=\s)--?[A-Za-z][\w-]*`],
];
const json: readonly Rule[] = [
  ["f", String.raw`"(?:[^"\\\n]|\\.)*"(?=\s*:)`],
  ["s", String.raw`"(?:[^"\\\n]|\\.)*"`],
  ["k", String.raw`\b(?:true|false|null)\b`],
  ["n", `-?${number}`],
];
const markdown: readonly Rule[] = [
  ["k", String.raw`^#{1,6} [^\n]*|^(?:\?\?\?\+?|!!!|===) \w*`],
  ["c", String.raw`^ *--8<--[^\n]*`],
  ["s", '`[^`\\n]+`|"[^"\\n]*"'],
  ["n", String.raw`\*\*[^*\n]+\*\*`],
];
const script: readonly Rule[] = [
  ["c", String.raw`//[^\n]*|/\*[^]*?\*/`],
  ["s", `${string}|\`[^\`]*\``],
  [
    "k",
    String.raw`\b(?:async|await|break|class|const|continue|else|export|extends|for|from|function|if|import|in|interface|let|new|null|of|readonly|return|throw|true|false|type|undefined|while)\b`,
  ],
  ["n", number],
  ["f", String.raw`\b[A-Za-z_$][\w$]*(?=\()`],
];

const grammar = (rules: readonly Rule[]): RegExp =>
  new RegExp(rules.map(([name, pattern]) => `(?<${name}>${pattern})`).join("|"), "gm");

const byEnding: ReadonlyMap<string, RegExp> = new Map(
  [
    { endings: ["py"], rules: python },
    { endings: ["sh", "bash"], rules: bash },
    { endings: ["json", "jsonl"], rules: json },
    { endings: ["md", "mdx"], rules: markdown },
    { endings: ["ts", "tsx", "js", "mjs"], rules: script },
  ].flatMap(({ endings, rules }) => endings.map((ending) => [ending, grammar(rules)] as const)),
);

const bashGrammar = grammar(bash);

/** A Markdown file that begins as a program for the shell, as includes often do, reads as that. */
const grammarOf = (path: string, text: string): RegExp | undefined =>
  path.endsWith(".md") && /^(?:#!|curl |export |\w+=)/.test(text)
    ? bashGrammar
    : byEnding.get(/\.(\w+)$/.exec(path)?.[1] ?? "");

/** The text as lines of HTML, with `<span class>` around what the file's language has names for. */
export const highlight = (path: string, text: string): readonly string[] => {
  const pattern = grammarOf(path, text);
  // What is very long is shown as it is.
  if (pattern === undefined || text.length > 200_000) return text.split("\n").map(htmlText);
  let out = "";
  let last = 0;
  const plain = (part: string): string => part.split("\n").map(htmlText).join("\n");
  for (const { index, groups = {}, 0: found } of text.matchAll(pattern)) {
    const name = Object.keys(groups).find((key) => groups[key] !== undefined) ?? "";
    const marked = found.split("\n").map((line) => `<span class="h${name}">${htmlText(line)}</span>`);
    out += plain(text.slice(last, index)) + marked.join("\n");
    last = index + found.length;
  }
  return (out + plain(text.slice(last))).split("\n");
};
