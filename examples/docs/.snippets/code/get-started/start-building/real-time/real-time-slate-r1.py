# Give the reasoning model a riddle, and room to think.
import os
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

completion = client.chat.completions.create(
    model="quarry-ai/Slate-R1",
    messages=[
        {"role": "user", "content": "Three switches outside a closed room work one lamp inside. You may enter once. How do you find the right switch?"},
    ],
    max_completion_tokens=8000,
)

print(completion.choices[0].message.content)
