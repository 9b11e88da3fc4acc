import { basename } from "node:path/posix";
import { fileSites, mentionPage } from "../../../generators/mention/mentions.ts";
import { type Names, namesOf } from "../../../generators/mention/names.ts";
import type { MentionsConfig } from "../../config/config.gen.ts";
import type { RelativePath } from "../../model/file.ts";
import { definingFiles } from "../../page/definitions/included.ts";
import type { Model } from "../catalog/records.ts";
import type { Site, Text } from "../recognise/site.ts";
import { tellsPast, wholePast } from "../texts.ts";

/** An ID of fewer characters is a word of any program. */
const leastId = 4;

/** Finds names of models in any text, with their makers or without. */
export const nameFinder = (models: readonly Model[]): Names["find"] =>
  namesOf(
    models.flatMap(({ id }) => (id.length < leastId ? [] : [{ id, subject: undefined }])),
    { forms: [] },
    [],
  ).find;

/** Tells the files that name a model in more than links and comments. */
const namesModels = (models: readonly Model[]): ((file: Text) => boolean) => {
  const find = nameFinder(models);
  return ([path, text]) => {
    if (find(text).length === 0) return false;
    const page = mentionPage(path, text);
    return fileSites(page, find(page.text)).some(({ kind }) => kind !== "link" && kind !== "comment");
  };
};

/** Files that give names to values, by which pages show them. */
const isDefining = (path: RelativePath): boolean =>
  Object.values(definingFiles).some((names) => names.some((name) => name === basename(path)));

/** The files that name models, if any do: then plan and check tell where a model that left is still named. */
export const draftMentions = (
  { texts, past, code, data, textOf }: Site,
  models: readonly Model[],
): MentionsConfig | undefined => {
  const isNaming = namesModels(models);
  const naming = texts.filter(isNaming).map(([path]) => path);
  // Of other files those that pages show, and those that define what they show.
  const defining = data.flatMap(({ file }): readonly Text[] =>
    isDefining(file) ? [[file, textOf(file) ?? ""]] : [],
  );
  const shown = [...code, ...defining].filter(
    (file) =>
      isNaming(file) && (isDefining(file[0]) || texts.some(([, text]) => text.includes(basename(file[0])))),
  );
  // Of HTML others may be what a generator made.
  const kinds = new Set(
    naming.map((path) => (/\.html?$/i.test(path) ? path : `**/*${path.slice(path.lastIndexOf("."))}`)),
  );
  if (kinds.size === 0 && shown.length === 0) return undefined;
  const ignore = new Set([...past.map(wholePast), ...naming.filter(tellsPast)]);
  return {
    pages: [
      ...[...kinds].toSorted(),
      // What would be a sign of patterns in a folder's name is any sign.
      ...new Set(shown.map(([path]) => path.replace(/[^\w./-]/g, "?").replace(/[^/]+(?=\.\w+$)/, "*"))),
    ],
    ...(ignore.size === 0 ? {} : { ignore: [...ignore].toSorted() }),
  };
};
