"""Has the warm Python at the socket run a snippet with the streams of this process, and ends as that does.

Usage: ask.py SOCKET FOLDER OWN WORK KEPT... -- PROGRAM ARGUMENT...
"""
import _socket
import marshal
import os
import sys

path, *rest = sys.argv[1:]
at = rest.index("--")
connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
connection.connect(path)
streams = b"".join(fd.to_bytes(4, sys.byteorder) for fd in range(3))
message = marshal.dumps((rest[:at], rest[at + 1:], dict(os.environ)))
connection.sendmsg([message], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
answer = connection.recv(1)
os._exit(answer[0] if answer else 125)
