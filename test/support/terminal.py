"""Runs a command on a terminal of its own, types when a text appears, and tells what came of it as JSON.

usage: terminal.py '{"argv": [...], "cwd": "...", "env": {...}, "type": [["text to wait for", "what to type"], ...]}'
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

task = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(task["cwd"])
    os.execvpe(task["argv"][0], task["argv"], {**os.environ, "NO_COLOR": "", **task["env"]})

# One without a size has lines of one character.
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
screen = b""
steps = list(task["type"])
end = time.monotonic() + 60
while time.monotonic() < end:
    if not select.select([terminal], [], [], 0.2)[0]:
        continue
    try:
        read = os.read(terminal, 65536)
    except OSError:  # the other side is gone
        break
    if not read:
        break
    screen += read
    while steps and steps[0][0].encode() in screen:
        os.write(terminal, steps.pop(0)[1].encode())
else:
    os.kill(pid, 9)

status = os.waitpid(pid, 0)[1]
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "screen": screen.decode("utf-8", "replace")}))
