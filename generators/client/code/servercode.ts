/** The address of the API in `createClient`, whose parts a caller may choose. */
import type { ApiServer } from "../../api/types.ts";
import { propertyName, quote } from "./literal.ts";

/** The values of a variable, where the document limits them; its default is one of them, whatever it says. */
const allowed = ({
  default: usual,
  enum: values,
}: {
  default: string;
  enum?: readonly string[];
}): readonly string[] => (values ? [...new Set([usual, ...values])] : []);

/** The type of `createClient`'s options; without validators there is nothing to ask for. */
export const optionsType = ({ variables }: ApiServer, validators: boolean): string => {
  const base = validators ? "ClientOptions" : 'Omit<ClientOptions, "validate" | "onWarning">';
  if (variables.size === 0) return base;
  const members = [...variables].map(([name, variable]) => {
    const values = allowed(variable).map(quote);
    return `readonly ${propertyName(name)}?: ${values.length > 0 ? values.join(" | ") : "string"} | undefined`;
  });
  return `${base} & { readonly server?: { ${members.join("; ")} } | undefined }`;
};

/** The expression of the default base URL. */
export const baseUrlCode = ({ url, variables }: ApiServer): string => {
  if (variables.size === 0) return quote(url);
  const list = [...variables].map(([name, variable]) => {
    const values = allowed(variable).map(quote);
    const limited = values.length > 0 ? `, [${values.join(", ")}]` : "";
    return `[${quote(name)}, ${quote(variable.default)}${limited}]`;
  });
  return `serverUrl(${quote(url)}, [${list.join(", ")}], options.server)`;
};
