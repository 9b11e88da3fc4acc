/** What the runner makes of a workflow command, as its documentation has it. */
export const decode = (line: string) => {
  const [, name, properties = "", data = ""] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const plainText = (text: string) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  const property = (text: string) => plainText(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
  const pairs = properties.split(",").map((pair) => pair.split(/=(.*)/s));
  return {
    name,
    ...Object.fromEntries(
      pairs.map(([key = "", value = ""]) => [key, property(value).replaceAll("%25", "%")]),
    ),
    data: plainText(data).replaceAll("%25", "%"),
  };
};
