import { join } from "node:path/posix";
import type { Definition, Definitions, RelativePath, Snapshot, SnapshotFile } from "../../model/file.ts";
import {
  antoraDefinitions,
  definingFiles,
  foldersAbove,
  includedDefinitions,
  type ReadText,
  sphinxTexts,
} from "../../page/definitions/included.ts";
import { markupOf, scanPage } from "../../page/scan.ts";
import { take } from "../../text/data/node.ts";

/** Reads the attributes of a file of Antora's. */
const attributesOf = async (text: string): Promise<Definitions> => {
  const { readYaml } = await import("../../../generators/data/yaml.ts");
  const root = readYaml(text);
  if ("message" in root) return new Map();
  const maps = take(root, "asciidoc").flatMap((part) => take(part, "attributes"));
  const pairs = maps.flatMap((map) => (map.type === "map" ? map.pairs : []));
  return antoraDefinitions(
    pairs.flatMap(({ key, value }) =>
      key.type === "scalar" && value.type === "scalar" && !/^(?:~|null|false)?$/.test(value.text)
        ? [[key.text, value.text] as const]
        : [],
    ),
  );
};

/** What reads the values of a file that all pages of a site have, by the markup of these. */
const readers: Readonly<Record<keyof typeof definingFiles, (text: string) => Promise<Definitions>>> = {
  asciidoc: attributesOf,
  rst: (text) =>
    Promise.resolve(scanPage("conf.rst", sphinxTexts(text)).definitions ?? new Map<string, Definition>()),
};

/** Files with the values that others give to names in them: included pages, Antora's `antora.yml`, Sphinx's `conf.py`. */
export const withDefinitions = async (
  files: Snapshot,
  paths: Iterable<RelativePath>,
  read: ReadText,
): Promise<Snapshot> => {
  const known = new Map<RelativePath, Definitions>();
  const definitionsIn = async (
    path: RelativePath,
    markup: keyof typeof definingFiles,
  ): Promise<Definitions> => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const text = read(path);
    const made = text === undefined ? new Map<string, Definition>() : await readers[markup](text);
    known.set(path, made);
    return made;
  };
  const defined: (readonly [RelativePath, SnapshotFile])[] = [];
  for (const path of new Set(paths)) {
    const file = files.get(path);
    const { name: markup } = markupOf(path);
    if ((markup !== "asciidoc" && markup !== "rst") || file === undefined) continue;
    const shared = new Map<string, Definition>();
    for (const own of definingFiles[markup])
      for (const folder of foldersAbove(path).toReversed())
        for (const [name, definition] of await definitionsIn(join(folder, own), markup))
          shared.set(name, definition);
    const definitions = includedDefinitions(path, file.text, shared, read);
    if (definitions.size > 0) defined.push([path, { ...file, definitions }]);
  }
  return defined.length === 0 ? files : new Map([...files, ...defined]);
};
