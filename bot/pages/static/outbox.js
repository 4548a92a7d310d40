// What the person sent, one after the other, each under one id until the server has it: a turn
// sent again is answered with its first answer, so nothing is lost and nothing counts twice.
import { api } from "./api.js";
import { sleep, uniqueId } from "./dom.js";
import { store } from "./store.js";

const LONGEST_WAIT_MILLISECONDS = 20000;

/** entry: {id, shown, text | option | files, material, state: sending|waiting|failed|done} */
export class Outbox {
  constructor(handlers) {
    this.handlers = handlers; // onChange(entry), onAnswer(entry, messages), onEnded()
    this.entries = [];
    this.running = false;
    this.wake = null;
  }

  /** Words that a reload of the page interrupted. */
  restore() {
    store.outbox.forEach((entry) => this.add(entry));
  }

  add(entry) {
    const added = Object.assign({ id: uniqueId(), state: "sending", done: 0 }, entry);
    this.entries.push(added);
    this.keep();
    this.handlers.onChange(added);
    this.run();
    return added;
  }

  discard(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    this.keep();
    this.run();
  }

  retry(entry) {
    entry.state = "sending";
    this.handlers.onChange(entry);
    this.hurry();
    this.run();
  }

  /** Do not wait any longer: the line is back, or the person asks for it. */
  hurry() {
    if (this.wake) this.wake();
  }

  clear() {
    this.entries = [];
    this.keep();
  }

  get waiting() {
    return this.entries.some((entry) => entry.state === "waiting" || entry.state === "sending");
  }

  keep() {
    store.outbox = this.entries
      .filter((entry) => !entry.files)
      .map(({ id, shown, text, option }) => ({ id, shown, text, option }));
  }

  async run() {
    if (this.running) return;
    this.running = true;
    try {
      while (this.entries.length && this.entries[0].state !== "failed") {
        await this.deliver(this.entries[0]);
      }
    } finally {
      this.running = false;
    }
  }

  async deliver(entry) {
    for (let tries = 0; this.entries[0] === entry; tries += 1) {
      try {
        const answer = await this.send(entry);
        entry.state = "done";
        this.entries = this.entries.filter((other) => other !== entry);
        this.keep();
        if (answer.moved) {
          window.location.reload(); // another conversation, with numbers of its own
          return;
        }
        this.handlers.onAnswer(entry, answer.messages);
        return;
      } catch (error) {
        if (error.status === 401) {
          this.handlers.onEnded();
          entry.state = "failed";
          return;
        }
        if (error.status && !error.passing) {
          entry.state = "failed";
          entry.problem = error.text;
          this.handlers.onChange(entry);
          return;
        }
        await this.pause(entry, tries, error.retryAfterSeconds || 0);
      }
    }
  }

  async pause(entry, tries, retryAfterSeconds) {
    entry.state = "waiting";
    this.handlers.onChange(entry);
    const backoff = Math.min(LONGEST_WAIT_MILLISECONDS, 1000 * Math.pow(2, tries));
    const woken = new Promise((resolve) => {
      this.wake = resolve;
    });
    await Promise.race([sleep(Math.max(backoff, retryAfterSeconds * 1000)), woken]);
    this.wake = null;
    entry.state = "sending";
    this.handlers.onChange(entry);
  }

  send(entry) {
    if (!entry.files) {
      const body = entry.option === undefined ? { text: entry.text } : { option: entry.option };
      return api.say(Object.assign({ id: entry.id }, body));
    }
    const form = new FormData();
    form.append("id", entry.id);
    if (entry.material) form.append("material", entry.material);
    entry.files.forEach((file) => form.append("file", file, file.name));
    return api.upload("/web/files", form, (done) => {
      entry.done = done;
      this.handlers.onChange(entry);
    });
  }
}
