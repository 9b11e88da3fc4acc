/** The validators' keyword for an integer of 64 bits that is a `bigint`, or its digits. */
import type { Code, CodeKeywordDefinition } from "ajv";

type Tag = typeof import("ajv")._;
type Bound = "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum";

/** The keyword; JavaScript compares a `bigint` with a number exactly. */
export const int64Keyword = (_: Tag): CodeKeywordDefinition => {
  const outside: Readonly<Record<Bound, (value: Code, bound: number) => Code>> = {
    minimum: (value, bound) => _`${value} < ${bound}`,
    maximum: (value, bound) => _`${value} > ${bound}`,
    exclusiveMinimum: (value, bound) => _`${value} <= ${bound}`,
    exclusiveMaximum: (value, bound) => _`${value} >= ${bound}`,
  };
  const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;
  return {
    keyword: "int64",
    schemaType: "string",
    error: {
      message: "",
      params: ({ parentSchema = {} }) => {
        const said = ["int64", ...bounds, "multipleOf"].flatMap((name) => {
          const value: unknown = parentSchema[name];
          return typeof value === "string" || typeof value === "number" ? [_`${name}: ${value}`] : [];
        });
        return _`{${said.reduce((all, each) => _`${all}, ${each}`)}}`;
      },
    },
    code: (context) => {
      const { data, parentSchema } = context;
      const isText = parentSchema.int64 === "string";
      const value = isText ? _`BigInt(${data})` : _`${data}`;
      let wrong = isText
        ? _`typeof ${data} != "string" || !/^-?\\d{1,20}$/.test(${data})`
        : _`typeof ${data} != "bigint"`;
      for (const name of bounds) {
        const bound: unknown = parentSchema[name];
        if (typeof bound === "number") wrong = _`${wrong} || ${outside[name](value, bound)}`;
      }
      const multipleOf: unknown = parentSchema.multipleOf;
      if (typeof multipleOf === "number" && Number.isSafeInteger(multipleOf))
        wrong = _`${wrong} || ${value} % BigInt(${multipleOf}) != 0`;
      context.fail(wrong);
    },
  };
};
