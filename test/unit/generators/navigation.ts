import { linkerOf } from "../../../generators/placing/links.ts";
import { planNavFile } from "../../../generators/navigation/index.ts";
import { readJsonc } from "../../../src/text/data/json.ts";
import { readJsModule } from "../../../src/text/data/js-module.ts";
import { readToml } from "../../../generators/data/toml.ts";
import { readYaml } from "../../../generators/data/yaml.ts";
import { isChange } from "../../../src/model/note.ts";
import type { Past } from "../../../generators/placing/past.ts";
import type { Renaming } from "../../../generators/reference/renaming.ts";
import type { NavigationConfig } from "../../../src/config/config.gen.ts";
import type { EntryRecord } from "../../../src/model/lock.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { past, settings, tree } from "../given.ts";

/** What a plan of one navigation file says: the text, or the codes of what is wrong. */
export type NavResult = {
  readonly text: string;
  readonly codes: readonly string[];
  readonly notes: readonly string[];
  readonly records: readonly EntryRecord[];
};

/** Plans one list of a navigation file. */
export const planNav = (
  nav: NavigationConfig,
  entries: readonly Entry[],
  text: string,
  given: Past = past(),
  renamings: readonly Renaming[] = [],
): NavResult => {
  const made = settings({ navigation: [nav] });
  const planned = planNavFile(made.navigation, tree({ [nav.file]: text }).get(nav.file), {
    entries,
    past: given,
    linker: linkerOf(made, [], [], given.lock),
    renamings,
    readers: { json: readJsonc, js: readJsModule, yaml: readYaml, toml: readToml },
    file: "c",
  });
  const page = planned.ok ? planned.value : undefined;
  return {
    text: page?.change.content ?? text,
    codes: planned.problems.map(({ code }) => code),
    notes: (page?.change.notes ?? []).filter(isChange).map((note) => `${note.action} ${note.text}`),
    records: (page?.records ?? [])
      .flatMap(({ records }) => records)
      .filter((record) => record.type === "entry"),
  };
};
