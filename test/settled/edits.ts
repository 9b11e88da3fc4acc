import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** What somebody may do to a file or folder; `outside` is a folder that is no part of the project. */
export type Edit = readonly [what: string, edit: (path: string, outside: string) => void];

const moveBehindLink = (path: string, to: string): void => {
  renameSync(path, to);
  symlinkSync(to, path);
};

/** What is done to anything, links too. */
export const anyEdits: readonly Edit[] = [
  ["is gone", (path) => rmSync(path, { recursive: true })],
  ["has another name", (path) => renameSync(path, `${path}~`)],
  ["was moved beside, with a link to it", (path) => moveBehindLink(path, `${path}~`)],
  [
    "was moved away, with a link to it",
    (path, outside) => moveBehindLink(path, join(outside, basename(path))),
  ],
  [
    "is a link to a copy",
    (path, outside) => {
      cpSync(path, join(outside, basename(path)), { recursive: true });
      rmSync(path, { recursive: true });
      symlinkSync(join(outside, basename(path)), path);
    },
  ],
  ["may not be read", (path) => chmodSync(path, 0)],
];

/** What is done to files. */
export const fileEdits: readonly Edit[] = [
  [
    "has another byte, with the same size and time",
    (path) => {
      const { atime, mtime } = statSync(path);
      const bytes = readFileSync(path);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = bytes[at] === 0x61 ? 0x62 : 0x61;
      writeFileSync(path, bytes);
      utimesSync(path, atime, mtime);
    },
  ],
  ["is longer", (path) => appendFileSync(path, "\nmore\n")],
  ["is empty", (path) => writeFileSync(path, "")],
  [
    "is a folder",
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
  ["was written again as it was", (path) => writeFileSync(path, readFileSync(path))],
  ...anyEdits,
];

const newFile = (name: string, text: string): Edit => [
  `has a new ${name}`,
  (path) => writeFileSync(join(path, name), text),
];

/** Configs that are found before others. */
export const configEdits: readonly Edit[] = [
  newFile("package.json", '{ "kluster-onboard": {} }'),
  newFile("kluster-onboard.config.ts", "export default {};\n"),
  newFile("kluster-onboard.config.cjs", "module.exports = {};\n"),
  newFile("kluster-onboard.config.json", "{}"),
  newFile("kluster-onboard.config.yml", "root: elsewhere\n"),
];

/** What is done to folders. */
export const folderEdits: readonly Edit[] = [
  ...configEdits,
  newFile("new.md", "# New\n"),
  newFile("new.mdx", "# New\n"),
  newFile("new.toml", 'id = "new"\n'),
  newFile("markdown.ejs", "<%= name %>\n"),
  [
    "has copies of its files",
    (path) => cpSync(path, join(dirname(path), `${basename(path)}-2`), { recursive: true }),
  ],
  [
    "has a folder with a file",
    (path) => {
      mkdirSync(join(path, "new"));
      writeFileSync(join(path, "new", "new.md"), "# New\n");
    },
  ],
  ...anyEdits,
];
