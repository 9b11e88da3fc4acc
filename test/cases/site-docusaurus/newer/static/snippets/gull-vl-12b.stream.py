# Streams from Gull {VL} 12B <beta>
from openai import OpenAI

client = OpenAI(base_url="https://api.lagune.example/v1")
events = client.chat.completions.create(
    model="gull.vl-12b",
    messages=[{"role": "user", "content": "Tell me about tides."}],
    stream=True,
)
for event in events:
    print(event.choices[0].delta.content or "", end="")
