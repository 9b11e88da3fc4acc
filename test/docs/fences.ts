/** A code fence of a page: its language, the file that it is (`title="PATH"`), and where its lines are in the page. */
export type Fence = {
  readonly language: string;
  readonly title: string | undefined;
  readonly text: string;
  /** Place of the opening line in the page's lines, from 0. */
  readonly line: number;
};

/** The fences of a page that begin at the margin, in order. */
export const fencesOf = (page: string): readonly Fence[] => {
  const fences: Fence[] = [];
  const lines = page.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const [, mark, language = "", rest = ""] = /^(`{3,})(\S*)(.*)$/.exec(lines[at] ?? "") ?? [];
    if (mark === undefined) continue;
    const end = lines.indexOf(mark, at + 1);
    const text = lines.slice(at + 1, end).join("\n");
    fences.push({ language, title: /title="([^"]+)"/.exec(rest)?.[1], text, line: at });
    at = end;
  }
  return fences;
};

/** One command of a `console` fence, what the page says that it prints, and its exit code. */
export type Step = { readonly command: string; readonly code: number; readonly output: readonly string[] };

/** The commands of a `console` fence: `$ COMMAND`, with `# exit code N` behind it where that isn't 0. */
export const stepsOf = (text: string): readonly Step[] =>
  text.split(/^(?=\$ )/m).map((part) => {
    const [head = "", ...output] = part.trimEnd().split("\n");
    const [, command = "", code = "0"] = /^\$ (.*?)(?:\s+# exit code (\d+))?$/.exec(head) ?? [];
    return { command, code: Number(code), output };
  });

/** Whether lines are as a page shows them, where a line `…` stands for any lines. */
export const isShown = (shown: readonly string[], lines: readonly string[]): boolean => {
  const [first, ...rest] = shown;
  if (first === undefined) return lines.length === 0;
  if (first.trim() !== "…") return lines[0] === first && isShown(rest, lines.slice(1));
  return lines.some((_, at) => isShown(rest, lines.slice(at))) || rest.length === 0;
};
