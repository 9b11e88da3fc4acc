/** How the tables of a page are written: people's edits are made, and marks are read, in Markdown's. */
export type Markup = "pipes" | "list-table" | "simple" | "asciidoc";

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^[\s>]*\|/, "")
    .replace(/\|\s*$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

const isRow = (line: string): boolean => /^[\s>]*\|.*\|\s*$/.test(line);
const prefixOf = (line: string): string => /^[\s>]*/.exec(line)?.[0] ?? "";

type Rows = readonly (readonly string[])[];

const pipes = (rows: Rows): readonly string[] => {
  const lines = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return [...lines.slice(0, 1), `|${"---|".repeat(rows[0]?.length ?? 0)}`, ...lines.slice(1)];
};

const listTable = (rows: Rows): readonly string[] => [
  ".. list-table::",
  "   :header-rows: 1",
  "",
  ...rows.flatMap((cells) =>
    cells.map((cell, index) => `   ${index === 0 ? "* -" : "  -"} ${cell}`.trimEnd()),
  ),
];

const simple = (rows: Rows): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((cells) => (cells[at] ?? "").length)));
  const rule = widths.map((width) => "=".repeat(width)).join("  ");
  const lines = rows.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [rule, ...lines.slice(0, 1), rule, ...lines.slice(1), rule];
};

/** What people note between rows, where a markup has comments: the first cell of a row of Markdown's. */
export const isRemark = (line: string): boolean => /^[\s>]*\| \/\/ /.test(line);

const asciidoc = (rows: Rows): readonly string[] => {
  const lines = rows.map((cells) =>
    cells[0]?.startsWith("// ") === true ? cells[0] : cells.map((cell) => `|${cell}`).join(" "),
  );
  return ["[%header]", "|===", ...lines.slice(0, 1), "", ...lines.slice(1), "|==="];
};

const writers: Readonly<Record<Markup, (rows: Rows) => readonly string[]>> = {
  pipes,
  "list-table": listTable,
  simple,
  asciidoc,
};

/** The page with its tables as this markup writes them, instead of Markdown's. */
export const fromPipes = (text: string, markup: Markup): string => {
  if (markup === "pipes") return text;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(end);
  return lines
    .flatMap((line, index) => {
      if (!isRow(line)) return [line];
      if (isRow(lines[index - 1] ?? "")) return [];
      const last = lines.findIndex((each, at) => at > index && !isRow(each));
      const rows = lines.slice(index, last === -1 ? undefined : last).map(cellsOf);
      return writers[markup](rows.toSpliced(1, 1)).map((each) => (prefixOf(line) + each).trimEnd());
    })
    .join(end);
};

const ruleOf = (line: string): boolean => /^\s*=+( +=+)+$/.test(line);

const readers: Readonly<
  Record<
    Exclude<Markup, "pipes">,
    {
      readonly starts: (line: string) => boolean;
      readonly read: (lines: readonly string[]) => { rows: Rows; used: number };
    }
  >
> = {
  "list-table": {
    starts: (line) => line.includes(".. list-table::"),
    read: (lines) => {
      const end = lines.findIndex((line, at) => at > 2 && !/^\s+(?:\* -|-|$)/.test(line));
      const used = end === -1 ? lines.length : end;
      const rows: string[][] = [];
      for (const line of lines.slice(2, used)) {
        const [, star, cell = ""] = /^\s+(\* )?-(?: (.*))?$/.exec(line) ?? [];
        if (star !== undefined) rows.push([cell.trim()]);
        else if (/^\s+-/.test(line)) rows.at(-1)?.push(cell.trim());
      }
      return { rows, used };
    },
  },
  simple: {
    starts: ruleOf,
    read: (lines) => {
      const rules = lines.flatMap((line, at) => (ruleOf(line) ? [at] : []));
      const used = (rules[2] ?? 0) + 1;
      const starts = [...(lines[0] ?? "").matchAll(/=+/g)].map(({ index }) => index);
      const rows = lines
        .slice(1, used)
        .filter((line) => !ruleOf(line))
        .map((line) => starts.map((start, at) => line.slice(start, starts[at + 1]).trim()));
      return { rows, used };
    },
  },
  asciidoc: {
    starts: (line) => line === "[%header]",
    read: (lines) => {
      const used = lines.indexOf("|===", 2) + 1;
      const rows = lines.slice(2, used - 1).flatMap((line) => (line === "" ? [] : [line]));
      return {
        rows: rows.map((line) => (line.startsWith("|") ? cellsOf(`${line} |`) : [line])),
        used,
      };
    },
  },
};

/** The page with its tables as Markdown writes them. */
export const toPipes = (text: string, markup: Markup): string => {
  if (markup === "pipes") return text;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(end);
  const { starts, read } = readers[markup];
  const made: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (!starts(line)) made.push(line);
    else {
      const { rows, used } = read(lines.slice(at));
      made.push(...pipes(rows).map((each) => prefixOf(line) + each));
      at += used - 1;
      if (markup === "list-table") made.push("");
    }
  }
  return made.join(end);
};
