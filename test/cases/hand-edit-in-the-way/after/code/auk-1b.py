import os

print("mine")
