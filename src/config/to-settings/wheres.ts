import type { Config, Predicate } from "../config.gen.ts";
import { compilePredicate } from "../predicate.ts";
import { fieldsTested } from "../tested.ts";
import type { WhereSettings } from "../where-settings.ts";

/** Every `where` of a config, and every `when` of a row. */
export const wheres = ({
  capabilities,
  snippets = [],
  sections = [],
  tables = [],
  navigation = [],
  counters = [],
}: Config): readonly WhereSettings[] => {
  const of = (place: string, where: Predicate | undefined, page?: string): readonly WhereSettings[] =>
    where === undefined
      ? []
      : [{ place, fields: fieldsTested(where, capabilities), test: compilePredicate(where), page }];
  return [
    ...snippets.flatMap(({ where }, at) => of(`snippets[${at}].where`, where)),
    ...sections.flatMap(({ where, page }, at) => of(`sections[${at}].where`, where, page)),
    ...tables.flatMap(({ where, page, rows = [] }, at) => [
      ...of(`tables[${at}].where`, where, page),
      ...rows.flatMap(({ when }, row) => of(`tables[${at}].rows[${row}].when`, when, page)),
    ]),
    ...navigation.flatMap(({ where, file }, at) => of(`navigation[${at}].where`, where, file)),
    ...counters.flatMap(({ where, page }, at) => of(`counters[${at}].where`, where, page)),
  ];
};
