import type { NavigationSettings } from "../../src/config/settings.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { type ListNode, shapeOf } from "../../src/text/data/node.ts";
import { toMap } from "../../src/text/group-by.ts";
import { navPlace } from "./find.ts";
import { labelIn, textsIn } from "./item.ts";
import type { KnownElement } from "./moving.ts";

/** The elements that stand in a list again as one of a model does, by index, with what is known of that one. */
export const standingTwice = (
  { items }: ListNode,
  known: ReadonlyMap<number, KnownElement>,
): ReadonlyMap<number, KnownElement> => {
  const shapes = items.map(({ node }) => shapeOf(node));
  const byShape = new Map([...known].map(([index, one]) => [shapes[index], one]));
  return toMap(shapes.entries(), ([index, shape]) => {
    const first = known.has(index) ? undefined : byShape.get(shape);
    return first === undefined ? undefined : [index, first];
  });
};

/** What is said of them: those of models that leave go with these. */
export const twiceProblems = (
  settings: NavigationSettings,
  { items }: ListNode,
  twice: ReadonlyMap<number, KnownElement>,
): readonly Problem[] =>
  [...twice].flatMap(([index, { status }]): readonly Problem[] => {
    const node = items[index]?.node;
    if (status.remove || node === undefined) return [];
    const called = labelIn(node) ?? textsIn(node)[0] ?? "";
    return [
      warning(
        "element-duplicate",
        `${settings.file}, ${navPlace(settings)}: ${called}`,
        `The element ${JSON.stringify(called)} stands there twice; only the first follows the catalog.`,
        "Take one of them out.",
      ),
    ];
  });
