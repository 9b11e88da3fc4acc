"""Starts Python once for many snippets: imports what they do, then a fork of it runs each, in a box of its own.

Usage: warm.py SOCKET MODULE..., started in the holder's namespaces and with the limits of a snippet. Each connection (ask.py)
brings the streams, the environment, the terms of the box, and what to run; it is answered with the exit code. Whoever hangs
up ends the run.
"""
import array
import atexit
import ctypes
import gc
import importlib
import marshal
import os
import runpy
import select
import signal
import socket
import sys
import threading

READ_ONLY, BIND = 1, 0x5000  # With all that is mounted below.
NEWNS, NEWUSER, NEWPID, NEWIPC = 0x20000, 0x10000000, 0x20000000, 0x08000000
libc = ctypes.CDLL(None, use_errno=True)


def call(name, *args):
    if getattr(libc, name)(*args) == -1:
        raise OSError(ctypes.get_errno(), name)


def write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def receive(connection):
    fds = array.array("i")
    message, extra, _, _ = connection.recvmsg(1 << 20, socket.CMSG_LEN(3 * fds.itemsize))
    for _, _, data in extra:
        fds.frombytes(data)
    return (list(fds), *marshal.loads(message))


def bind(source, place):
    call("mount", source.encode(), place.encode(), None, BIND, None)


def memory(place, flags, options):
    call("mount", b"snippet", place.encode(), b"tmpfs", flags, options)


def enter(folder, own, _, *kept):
    """The same box as that of a program, step by step: see `box`."""
    call("unshare", NEWUSER | NEWNS | NEWIPC)
    write("/proc/self/setgroups", "deny")
    write("/proc/self/uid_map", "0 0 1")
    write("/proc/self/gid_map", "0 0 1")
    room = own + "/room"
    memory(room, 0, b"size=512m,nr_inodes=65536,mode=700")
    for name in ("work", "home", "tmp", "none"):
        os.mkdir(f"{room}/{name}")
    bind(room + "/none", folder + "/warm")
    for each in kept:
        if os.path.isdir(each):
            os.mkdir(room + each)
        elif os.path.exists(each):
            open(room + each, "x").close()
        else:
            continue
        bind(each, room + each)
    bind(room + "/tmp", "/tmp")
    if ":/run/" not in f":{os.environ.get('PATH', '')}":
        memory("/run", READ_ONLY, b"size=4k")
    call("unshare", NEWPID)


def give_up_rights():
    for capability in range(64):
        libc.prctl(24, capability, 0, 0, 0)
    call("capset", (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
    call("prctl", 38, 1, 0, 0, 0)


def code_of(status):
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def watch(connection, first):
    """Waits for the end of the box's first process, or for the other side to hang up, which ends it."""
    ended = os.pidfd_open(first)
    ready, _, _ = select.select([ended, connection], [], [])
    if ended not in ready:
        os.kill(first, signal.SIGKILL)
    code = code_of(os.waitpid(first, 0)[1])
    if ended in ready:
        connection.send(bytes([code]))
    os._exit(0)


def first_process():
    """Gives the box its view of the processes, and ends with the snippet. Comes back as that."""
    call("prctl", 1, signal.SIGKILL, 0, 0, 0)
    call("mount", b"proc", b"/proc", b"proc", 14, None)
    snippet = os.fork()
    if snippet == 0:
        return
    while True:
        pid, status = os.wait()
        if pid == snippet:
            os._exit(code_of(status))


def run(connection):
    """In a fork: comes back in the process that is to run the snippet, with what it is to run."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    fds, box, args, env = receive(connection)
    os.environ.clear()
    os.environ.update(env)
    for place, fd in enumerate(fds):
        os.dup2(fd, place)
        os.close(fd)
    enter(*box)
    first = os.fork()
    if first != 0:
        # Its streams are at their end when those of the box are.
        for place in range(3):
            os.close(place)
        watch(connection, first)
    first_process()
    os.closerange(3, 4096)
    os.chdir(box[2])
    give_up_rights()
    return args


def serve(path):
    server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server.bind(path)
    server.listen(128)
    print("ready", flush=True)
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            server.detach()
            try:
                return run(connection)
            except BaseException as problem:
                os.write(2, f"{problem}\n".encode())
                os._exit(125)
        connection.close()
        try:
            while os.waitpid(-1, os.WNOHANG)[0] != 0:
                pass
        except ChildProcessError:
            pass


def rehearse():
    """Has openai ask and read answers once, of nobody: what it puts off until then is done once for all."""
    httpx, openai = sys.modules["httpx"], sys.modules["openai"]
    message = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": ""}}
    usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    said = {"id": "", "object": "", "model": "", "choices": [message], "usage": usage, "request_counts": {"total": 0}}
    nobody = httpx.Client(trust_env=False, transport=httpx.MockTransport(lambda _: httpx.Response(200, json=said)))
    with openai.OpenAI(api_key="none", base_url="http://none", http_client=nobody) as client:
        client.chat.completions.create(model="", messages=[{"role": "user", "content": ""}])
        client.files.create(file=b"", purpose="batch")
        client.batches.create(input_file_id="", endpoint="/v1/chat/completions", completion_window="24h")


# The folder of this file is no place to import from.
sys.path.pop(0)
# What is imported stays: a look for what could go, again and again, would find nothing.
gc.disable()
# Many API libraries put off the import of their greater part, and httpx that of its transport, until it is used.
wanted = [module + part for module in sys.argv[2:] for part in ("", ".resources")]
for module in [*wanted, "httpcore"]:
    if module != "httpcore" or "httpx" in sys.modules:
        try:
            importlib.import_module(module)
        except Exception:
            # Where the snippet needs it, it will say so.
            pass
if "openai" in sys.modules and "httpx" in sys.modules:
    try:
        rehearse()
    except Exception:
        # An older one: then each snippet does it.
        pass
# A fork has one thread: where an import has started others, each snippet has a process of its own.
if len(os.listdir("/proc/self/task")) > 1:
    sys.exit("threads")
gc.freeze()
gc.enable()
arguments = serve(sys.argv[1])
if "random" in sys.modules:
    sys.modules["random"].seed()
sys.path.insert(0, "")
sys.argv = arguments
code = 0
try:
    runpy.run_path(arguments[0], run_name="__main__")
except SystemExit as end:
    code = end.code
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
except BaseException:
    sys.excepthook(*sys.exc_info())
    code = 1
# As at an interpreter's end, but that nothing is taken apart: with large libraries that takes longer than the run.
threading._shutdown()
atexit._run_exitfuncs()
sys.stdout.flush()
sys.stderr.flush()
os._exit((code or 0) & 255)
