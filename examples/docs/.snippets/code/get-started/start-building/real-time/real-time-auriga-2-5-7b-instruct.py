# Sort a support ticket into one of three drawers.
import os
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

completion = client.chat.completions.create(
    model="auriga-labs/Auriga-2.5-7B-Instruct",
    messages=[
        {"role": "user", "content": "Is this ticket about billing, delivery or something else? Answer in one word: \"My parcel says delivered, but the porch is empty.\""},
    ],
    temperature=0,
)

print(completion.choices[0].message.content)
