# Streams, written by Anna
from openai import OpenAI

client = OpenAI(base_url="https://api.lagune.example/v1")
for event in client.chat.completions.create(model="heron-8b-instruct", messages=[{"role": "user", "content": "Tell me about tides."}], stream=True):
    print(event.choices[0].delta.content or "", end="")
