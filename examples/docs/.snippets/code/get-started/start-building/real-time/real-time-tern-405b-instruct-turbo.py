# Have a travel guide paragraph or two written.
import os
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

completion = client.chat.completions.create(
    model="klusterai/Tern-405B-Instruct-Turbo",
    messages=[
        {"role": "system", "content": "You edit travel guides. Write plainly."},
        {"role": "user", "content": "Describe a tidal island at low water in two paragraphs."},
    ],
)

print(completion.choices[0].message.content)
