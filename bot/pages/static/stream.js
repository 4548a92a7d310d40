// New messages: a stream while the line allows it, else asking again every few seconds.
import { api, authorization, refused } from "./api.js";
import { sleep } from "./dom.js";

const SILENCE_MILLISECONDS = 40000; // the server is heard at least every 15 s
const ASK_AGAIN_MILLISECONDS = 4000;
const ASK_AGAIN_HIDDEN_MILLISECONDS = 20000;
const ASKS_BEFORE_NEXT_STREAM = 10;
const FAILURES_BEFORE_ASKING = 2;

export class Stream {
  /** handlers: after() → n, onMessages(list), onLine(up), onMoved(), onEnded() */
  constructor(handlers) {
    this.handlers = handlers;
    this.closed = false;
    this.abort = null;
    this.failures = 0;
    this.asks = 0;
    this.streams = "ReadableStream" in window && "TextDecoder" in window;
  }

  close() {
    this.closed = true;
    if (this.abort) this.abort.abort();
  }

  /** Start over at once: the page came back to the front, or the line is back. */
  hurry() {
    this.failures = 0;
    if (this.abort) this.abort.abort();
    if (this.wake) this.wake();
  }

  async run() {
    while (!this.closed) {
      try {
        if (this.streams && this.failures < FAILURES_BEFORE_ASKING) await this.follow();
        else await this.ask();
      } catch (error) {
        if (this.closed) return;
        if (error.status === 401) {
          this.handlers.onEnded();
          return;
        }
        this.failures += 1;
        if (!error.aborted) this.handlers.onLine(false);
        await this.rest(Math.max((error.retryAfterSeconds || 0) * 1000, Math.min(10000, 500 * Math.pow(2, this.failures))));
      }
    }
  }

  async ask() {
    const answer = await api.messages(this.handlers.after());
    this.handlers.onLine(true);
    if (answer.messages.length) this.handlers.onMessages(answer.messages);
    this.asks += 1;
    if (this.asks % ASKS_BEFORE_NEXT_STREAM === 0) this.failures = 0;
    else await this.rest(document.hidden ? ASK_AGAIN_HIDDEN_MILLISECONDS : ASK_AGAIN_MILLISECONDS);
  }

  async rest(milliseconds) {
    const woken = new Promise((resolve) => {
      this.wake = resolve;
    });
    await Promise.race([sleep(milliseconds), woken]);
    this.wake = null;
  }

  async follow() {
    this.abort = new AbortController();
    const headers = Object.assign({ "Last-Event-ID": String(this.handlers.after()) }, authorization());
    const answer = await fetch("/web/events", { headers, signal: this.abort.signal, cache: "no-store" });
    if (!answer.ok) throw refused(answer.status, await answer.text(), answer.headers.get("Retry-After"));
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const watchdog = window.setTimeout(() => this.abort.abort(), SILENCE_MILLISECONDS);
      let part;
      try {
        part = await reader.read();
      } finally {
        window.clearTimeout(watchdog);
      }
      if (part.done) return;
      this.failures = 0;
      this.handlers.onLine(true);
      text += decoder.decode(part.value, { stream: true });
      const events = text.split("\n\n");
      text = events.pop();
      this.take(events);
    }
  }

  take(events) {
    const messages = [];
    events.forEach((event) => {
      if (event.startsWith("event: moved")) {
        this.close();
        this.handlers.onMoved();
        return;
      }
      const data = event.split("\n").filter((line) => line.startsWith("data: ")).map((line) => line.slice(6));
      if (data.length) messages.push(JSON.parse(data.join("\n")));
    });
    if (messages.length) this.handlers.onMessages(messages);
  }
}
