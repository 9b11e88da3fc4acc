// Quote "1"
type Answer = { readonly choices: readonly { readonly message: { readonly content: string } }[] };

const model: string = "acme/Quote\"`${1}\u003C/script\u003E";

export const ask = async (question: string, key: string): Promise<string> => {
  const response = await fetch("https://api.example.org/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: question }] }),
  });
  const answer: Answer = await response.json();
  return answer.choices[0]?.message.content ?? "";
};
