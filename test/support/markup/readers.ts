import { spawnSync } from "node:child_process";

/** What a reader of a markup sees in a page. */
export type ReadPage = {
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Texts of links, and where they lead. */
  readonly links: readonly (readonly [text: string, address: string])[];
  readonly titles: readonly string[];
  /** A line for each row and each text outside of tables: what it is in, and what it says. */
  readonly blocks: readonly string[];
  readonly complaints: readonly string[];
};

/** A program that reads pages, all in one run. */
export type Reader = (pages: readonly string[]) => readonly ReadPage[];

const parse: (text: string) => readonly ReadPage[] = JSON.parse;

const readerBy =
  (program: string, script: string): Reader =>
  (pages) => {
    const input = JSON.stringify(pages);
    const { stdout, stderr, status } = spawnSync(program, [script], {
      input,
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    if (status !== 0) throw new Error(stderr);
    return parse(stdout);
  };

const reader = (programs: readonly string[], test: readonly string[], script: string): Reader | undefined => {
  const found = programs.find((program) => spawnSync(program, test).status === 0);
  return found === undefined ? undefined : readerBy(found, script);
};

/** docutils, where a Python has it. */
export const docutils = reader(
  ["/usr/bin/python3", "python3"],
  ["-c", "import docutils"],
  "test/support/markup/read_rst.py",
);

/** Asciidoctor, where Ruby has it. */
export const asciidoctor = reader(
  ["/usr/bin/ruby", "ruby"],
  ["-e", 'require "asciidoctor"'],
  "test/support/markup/read_adoc.rb",
);

/** A reader that reads all of these pages in one run, when it is first asked: to start it takes longer than to read. */
export const inOneRun = (reader: Reader | undefined, all: readonly string[]): Reader => {
  let read: ReadonlyMap<string, ReadPage> | undefined;
  return (pages) => {
    if (read === undefined) {
      const known = [...new Set(all)];
      const made = reader?.(known) ?? [];
      read = new Map(made.map((page, index) => [known[index] ?? "", page]));
    }
    return pages.map((page) => {
      const found = read?.get(page);
      if (found === undefined) throw new Error(`the reader wasn't given this page:\n${page}`);
      return found;
    });
  };
};
