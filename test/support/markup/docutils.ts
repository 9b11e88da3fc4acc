import { spawnSync } from "node:child_process";

/** What docutils reads in a page. */
export type ReadPage = {
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly titles: readonly string[];
  readonly complaints: readonly string[];
};

const pythons = ["/usr/bin/python3", "python3"];

/** A Python that has docutils; undefined where there is none. */
export const pythonWithDocutils: string | undefined = pythons.find(
  (python) => spawnSync(python, ["-c", "import docutils"]).status === 0,
);

const parse: (text: string) => readonly ReadPage[] = JSON.parse;

/** Pages as docutils reads them, all in one run. */
export const readPages = (pages: readonly string[]): readonly ReadPage[] => {
  const { stdout, stderr, status } = spawnSync(
    pythonWithDocutils ?? "python3",
    ["test/support/markup/read_rst.py"],
    { input: JSON.stringify(pages), encoding: "utf8", maxBuffer: 1e9 },
  );
  if (status !== 0) throw new Error(stderr);
  return parse(stdout);
};
