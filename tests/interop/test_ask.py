"""A person at a terminal is asked about the weights: the dialogue in a pseudo-terminal, left and taken up again."""

import os
import pty
import select
import time
from program import PROGRAM, ROOT

CASE = ROOT / "docs" / "pool" / "case.toml"


class Session:
    """The program in a terminal of its own, 80 columns wide."""

    def __init__(self, folder, *arguments):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ["COLUMNS"] = "80"
            os.execv(PROGRAM, [str(PROGRAM), "ask", str(CASE), *arguments])

    def read(self):
        """What it says until it waits for a line, or ends."""
        said, end = b"", time.time() + 60
        while time.time() < end and not said.endswith(b"> "):
            if select.select([self.terminal], [], [], 0.2)[0]:
                try:
                    new = os.read(self.terminal, 4096)
                except OSError:
                    break
                if not new:
                    break
                said += new
        text = said.decode().replace("\r", "")
        assert all(len(line) <= 80 for line in text.splitlines()), text
        return text

    def type(self, line):
        os.write(self.terminal, line.encode() + b"\n")
        return self.read()

    def status(self):
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_a_session_is_left_and_taken_up_again(tmp_path):
    file = tmp_path / "swimming-pool.answers.toml"
    first = Session(tmp_path)
    assert "Question 1" in first.read() and not file.exists()
    assert "u undoes" in first.type("?")
    second_question = first.type("b")
    assert "Question 2" in second_question
    # Saved at once, before the program ends.
    assert file.read_text().count("[[answers]]") == 1
    assert "Undone" in first.type("u") and "[[answers]]" not in file.read_text()
    assert first.type("b").split("Question 2")[1] == second_question.split("Question 2")[1]
    assert "To go on" in first.type("q") and first.status() == 0
    again = Session(tmp_path)
    taken_up = again.read()
    assert "Taken up again with 1 answer" in taken_up
    assert taken_up.split("Question 2")[1] == second_question.split("Question 2")[1]
    # The end of the input is leaving.
    os.write(again.terminal, b"\x04")
    assert "To go on" in again.read() and again.status() == 0


def test_it_ends_by_itself_with_a_proof(tmp_path):
    session = Session(tmp_path, "--answers", "mine.toml", "--lang", "nl")
    said, count = session.read(), 0
    while "Lineaire programma's bewijzen" not in said:
        assert "Vraag" in said and count < 20, said
        said = session.type("a c b" if "volgorde wegen" in said else "a")
        if "lost het op" in said:
            said = session.type("1")
        count += 1
    assert session.status() == 0
    assert "[weights]" in said or "[[preferences]]" in said
    assert (tmp_path / "mine.toml").exists()
