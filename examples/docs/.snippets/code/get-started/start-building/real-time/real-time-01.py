# One question, taken apart on the real-time page, which cites this file by line.
import os
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")

client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

completion = client.chat.completions.create(
    model="klusterai/Tern-405B-Instruct-Turbo",
    messages=[
        {"role": "user", "content": "Which three knots should a new sailor learn first?"},
    ],
)

choice = completion.choices[0]
print(choice.message.content)

if choice.finish_reason == "length":
    print("(cut short by the token limit)")

print(f"{completion.usage.total_tokens} tokens used")
