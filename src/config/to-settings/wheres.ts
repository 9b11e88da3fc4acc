import type { Config, Predicate } from "../config.gen.ts";
import { compilePredicate } from "../predicate.ts";
import type { WhereSettings } from "../where-settings.ts";

/** The fields that a predicate tests, and the capabilities that it names. */
const tested = (
  predicate: Predicate,
): { readonly fields: readonly string[]; readonly capabilities: readonly string[] } => {
  const { field, capability, all = [], any = [], not } = predicate;
  const parts = [...all, ...any, ...(not === undefined ? [] : [not])].map(tested);
  return {
    fields: [...(field === undefined ? [] : [field]), ...parts.flatMap(({ fields }) => fields)],
    capabilities: [
      ...(capability === undefined ? [] : [capability]),
      ...parts.flatMap(({ capabilities }) => capabilities),
    ],
  };
};

/** Every `where` of a config. */
export const wheres = (config: Config): readonly WhereSettings[] => {
  const capabilities = new Map((config.capabilities ?? []).map(({ name, when }) => [name, when]));
  const fieldsOf = (predicate: Predicate | undefined): readonly string[] => {
    if (predicate === undefined) return [];
    const { fields, capabilities: named } = tested(predicate);
    // A capability names none but those before it, so this ends.
    return [...fields, ...named.flatMap((name) => fieldsOf(capabilities.get(name)))];
  };
  const of = (
    all: readonly { readonly where?: Predicate; readonly page?: string; readonly file?: string }[] = [],
    name: string,
  ): readonly WhereSettings[] =>
    all.flatMap(({ where, page, file }, index) =>
      where === undefined
        ? []
        : {
            place: `${name}[${index}].where`,
            fields: new Set(fieldsOf(where)),
            test: compilePredicate(where),
            page: page ?? file,
          },
    );
  return [
    ...of(config.snippets, "snippets"),
    ...of(config.sections, "sections"),
    ...of(config.tables, "tables"),
    ...of(config.navigation, "navigation"),
    ...of(config.counters, "counters"),
  ];
};
