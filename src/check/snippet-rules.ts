import { mentionFinder } from "../text/mentions.ts";
import type { RelativePath } from "../model/file.ts";
import { gets, isMarked } from "./held.ts";
import { kindFiles } from "./entry-rules.ts";
import type { Rule } from "./types.ts";
import { isOfKind } from "../config/path-pattern.ts";
import { idsOf } from "../catalog/entries.ts";

/** `"model": "x/y"` and `model = 'x/y'`, with or without the escapes of a string around it. */
const assignment = /\bmodel(?:_id|_name)?\\?["']?\s*[:=]\s*\\?["']([\w@~][\w.\-/:@~+]*)\\?["']/gi;

/** A model ID that a file sends, and the line where it stands, from 1. */
type Sent = { readonly id: string; readonly line: number };

/** The model IDs that a snippet sends, as far as they are written out. */
const sentBy = (text: string): readonly Sent[] => {
  const sent: Sent[] = [];
  for (const [index, line] of text.split("\n").entries())
    for (const match of line.matchAll(assignment)) sent.push({ id: match[1] ?? "", line: index + 1 });
  return sent;
};

const missing: Rule = {
  name: "snippet-missing",
  judge: ({ jobs, held }) =>
    jobs
      .filter(({ location }) => location.state === "absent")
      .map(({ entry, snippet, location: { path } }) => ({
        path,
        line: 1,
        message: `${entry.id} has no snippet of ${snippet.id}.`,
        fix: gets({ held }, entry.id, "makes it"),
      })),
};

const model: Rule = {
  name: "snippet-model",
  judge: (scene) => {
    const mentions = mentionFinder(idsOf(scene.catalog));
    return scene.jobs.flatMap(({ entry, location: { state, path } }) => {
      const text = scene.snapshot.get(path)?.text;
      if (state === "absent" || text === undefined || scene.settings.isProtected(path)) return [];
      const named = mentions(text);
      if (named.includes(entry.id)) return [];
      const [sent] = sentBy(text);
      const other = sent?.id ?? named[0];
      if (other === undefined) return [];
      const line = sent?.line ?? text.slice(0, text.indexOf(other)).split("\n").length;
      const message = `The snippet of ${entry.id} is about ${other}.`;
      return [{ path, line, message, fix: "Correct the model's ID in it, or give the file another name." }];
    });
  },
};

const orphan: Rule = {
  name: "snippet-orphan",
  judge: (scene) => {
    const { settings, snapshot, jobs, lock } = scene;
    const known = new Set(idsOf(scene.catalog));
    const owned = new Set<RelativePath>(jobs.map(({ location }) => location.path));
    // A deprecated model's entry still shows its snippet, and where none does the lock knows whose it is.
    const recorded = settings.removal.policy === "deprecate" ? [...lock.files.values()] : [];
    const kept = new Set([
      ...recorded.map(({ path }) => path),
      ...scene.sections.flatMap((section) =>
        section.blocks
          .filter(({ title }) => isMarked(settings, title))
          .flatMap((block) => kindFiles(scene, section, block)),
      ),
    ]);
    return [...snapshot].flatMap(([path, { text }]) => {
      if (owned.has(path) || kept.has(path) || settings.isProtected(path)) return [];
      if (!settings.snippets.some((snippet) => isOfKind(snippet, path))) return [];
      const sent = sentBy(text);
      const [first] = sent;
      if (first === undefined || sent.some(({ id }) => known.has(id))) return [];
      const message = `The snippet is about ${first.id}, which the catalog doesn't have.`;
      const fix = "Delete it with its entry, or let `removal` in the config say what becomes of such models.";
      return [{ path, line: first.line, message, fix }];
    });
  },
};

/** Rules about the snippet files. */
export const snippetRules: readonly Rule[] = [missing, model, orphan];
