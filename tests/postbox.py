"""An SMTP server on this machine for tests: it takes mail as told, well or badly, and keeps what it took."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

HERE = "127.0.0.1"


class Mailbox:
    """What came, and how the next command of a kind is answered: ``{"DATA": "451 try later"}``."""

    def __init__(self, port):
        self.port = port
        self.mails = []
        self.answers = {}
        self.logins = []
        self.lock = threading.Lock()
        self.came = threading.Event()
        self.slow = threading.Event()  # set for one that says nothing until the block ends
        self.over = threading.Event()

    def texts(self):
        return [mail.get_content() for mail in self.mails]


class _Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        box = self.server.box
        if box.slow.is_set():
            box.came.set()
            box.over.wait(10)
            return
        self.say("220 mail.vell.example ready")
        for line in self.rfile:
            words = line.decode().strip()
            command = words.upper().partition(" ")[0].partition(":")[0]
            if answer := box.answers.get(command):
                self.say(answer)
            elif command == "EHLO":
                self.wfile.write(b"250-mail.vell.example\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n")
            elif command == "AUTH":
                box.logins.append(words)
                self.say("235 welcome")
            elif command == "DATA":
                self.take(box)
            elif command == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 well")

    def take(self, box):
        self.say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        with box.lock:
            box.mails.append(message_from_bytes(b"".join(lines), policy=default))
        box.came.set()
        self.say(box.answers.get("TAKEN", "250 taken"))


@contextmanager
def receiving():
    """A mailbox that takes mail until the block ends."""
    server = socketserver.ThreadingTCPServer((HERE, 0), _Session)
    server.daemon_threads = True
    server.block_on_close = False
    server.box = box = Mailbox(server.server_address[1])
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    try:
        yield box
    finally:
        box.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
