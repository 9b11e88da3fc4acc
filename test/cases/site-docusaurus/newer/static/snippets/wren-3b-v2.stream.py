# Streams from Wren | 3B
from openai import OpenAI

client = OpenAI(base_url="https://api.lagune.example/v1")
events = client.chat.completions.create(
    model="wren-3b-v2",
    messages=[{"role": "user", "content": "Tell me about tides."}],
    stream=True,
)
for event in events:
    print(event.choices[0].delta.content or "", end="")
