// The chat page: puts the parts together.
import { Answers } from "./answers.js";
import { api } from "./api.js";
import { Composer } from "./composer.js";
import { announce, button, byId, make } from "./dom.js";
import { openFilings } from "./filings.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { Outbox } from "./outbox.js";
import { store } from "./store.js";
import { Stream } from "./stream.js";
import { setUpTypeSize } from "./type_size.js";
import { word } from "./words.js";

const RENEW_MILLISECONDS = 10 * 60 * 1000; // signed addresses last a quarter of an hour
const BUSY_AFTER_MILLISECONDS = 500;
const NEAR_THE_END = 240;

class Chat {
  constructor() {
    this.log = new Log(byId("log"));
    this.answers = new Answers(byId("answers"), {
      onOption: (option) => this.send({ option: option.id, shown: option.label }),
      onText: (text) => this.send({ text, shown: text }),
      onFiles: (files, material, shown) => this.send({ files, material, shown }),
      onDate: (text) => this.composer.fill(text),
    });
    this.composer = new Composer({
      onText: (text) => this.send({ text, shown: text }),
      onAttach: () => this.openUpload(),
    });
    this.outbox = new Outbox({
      onChange: (entry) => this.showEntry(entry),
      onAnswer: (entry, messages) => this.answered(entry, messages),
      onEnded: () => this.end(word("session_ended")),
    });
    this.renewedAt = Date.now();
    this.up = true;
    this.setUp();
  }

  setUp() {
    setUpTypeSize(() => this.revealLast());
    byId("open-filings").addEventListener("click", openFilings);
    byId("open-more").addEventListener("click", () => openMenu(() => this.quit()));
    byId("line-retry").addEventListener("click", () => this.hurry());
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.showLine(false));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      this.hurry();
      this.renew();
    });
    window.setInterval(() => this.renew(), RENEW_MILLISECONDS / 5);
    window.addEventListener("beforeunload", (event) => {
      if (this.outbox.entries.some((entry) => entry.files)) event.preventDefault();
    });
  }

  async begin() {
    byId("busy").textContent = word("loading");
    byId("log").setAttribute("aria-busy", "true");
    try {
      if (!store.token || !(await this.resume())) await this.open();
    } catch (error) {
      this.showLine(false);
      byId("busy").textContent = error.text || word("reconnecting");
      window.setTimeout(() => this.begin(), 3000);
      return;
    }
    byId("log").removeAttribute("aria-busy");
    byId("busy").textContent = "";
    this.showLine(true);
    this.follow();
    this.outbox.restore();
  }

  async open() {
    const { token, messages } = await api.openSession();
    store.token = token;
    this.show(messages, true);
  }

  /** The conversation this device remembers; false if it is no longer open. */
  async resume() {
    try {
      for (let more = true; more; ) {
        const { messages } = await api.messages(this.log.complete);
        more = messages.length > 0;
        if (more) this.show(messages);
      }
      this.revealLast();
      return true;
    } catch (error) {
      if (error.status !== 401) throw error;
      store.forget();
      return false;
    }
  }

  follow() {
    this.stream = new Stream({
      after: () => this.log.complete,
      onMessages: (messages) => this.show(messages),
      onLine: (up) => this.showLine(up),
      onMoved: () => window.location.reload(),
      onEnded: () => this.end(word("session_ended")),
    });
    this.stream.run();
  }

  send(entry) {
    this.acted = true;
    this.answers.show(null);
    this.composer.showAttach(false);
    const added = this.outbox.add(entry);
    window.setTimeout(() => this.showBusy(), BUSY_AFTER_MILLISECONDS);
    this.reveal(this.log.pending.get(added.id).element);
  }

  showEntry(entry) {
    this.log.putPending(
      entry,
      (failed) => this.outbox.retry(failed),
      (failed) => {
        this.outbox.discard(failed);
        this.log.removePending(failed);
        this.offerAnswers();
      },
    );
    if (entry.state === "waiting") this.showLine(false);
    if (entry.state === "failed") announce(entry.problem || word("failed"));
    this.showBusy();
  }

  async answered(entry, messages) {
    this.showLine(true);
    if (messages.length && !entry.files) {
      // The person's message stands just before its answer.
      const own = { n: messages[0].n - 1, from: "person", text: entry.shown, options: [], links: [], images: [] };
      if (own.n > this.log.complete) this.log.put(own);
    }
    this.log.removePending(entry);
    this.show(messages, true);
    this.showBusy();
    if (!messages.length || this.log.complete < this.log.lastN) {
      try {
        this.show((await api.messages(this.log.complete)).messages);
      } catch (error) {
        this.stream.hurry();
      }
    }
  }

  /** `always`: the person acted, so the newest is brought into view wherever they are. */
  show(messages, always) {
    const near = always || this.atTheEnd();
    const fresh = messages.filter((message) => this.log.put(message));
    this.offerAnswers();
    this.showProgress();
    const seen = always ? messages : fresh;
    const first = seen.find((message) => message.from !== "person") || seen[0];
    if (first && near) this.reveal(this.log.shown.get(first.n).element);
    if (this.acted && !this.outbox.waiting) this.focusAnswer();
  }

  /** Whether the newest message is in view: then what comes next is brought into view as well. */
  atTheEnd() {
    if (window.innerHeight + window.scrollY > document.documentElement.scrollHeight - NEAR_THE_END) return true;
    const last = this.log.last && this.log.last.element.getBoundingClientRect();
    return !last || (last.bottom > 0 && last.top < window.innerHeight);
  }

  /** After a press on a button that is gone now, the keyboard goes on at the new question. */
  focusAnswer() {
    this.acted = false;
    const focused = document.activeElement;
    if (focused && focused !== document.body) return;
    const place = byId("answers");
    (place.hidden ? this.log.last.element : place).focus({ preventScroll: true });
  }

  offerAnswers() {
    const open = this.outbox.waiting ? null : this.log.open;
    this.answers.show(open);
    this.composer.fit(open);
    this.composer.showAttach(this.answers.wantsFiles);
    this.composer.showFurther();
    // Where the conversation stands, for programs that drive the page.
    Object.assign(byId("main").dataset, {
      last: this.log.lastN,
      asks: (open && open.asks) || "",
      waiting: this.outbox.waiting ? "1" : "0",
    });
  }

  openUpload() {
    const open = this.answers.toggleUpload();
    if (open) {
      byId("answers").scrollIntoView({ block: "nearest" });
      byId("answers").querySelector(".upload").focus();
    }
    return open;
  }

  showProgress() {
    const told = Array.from(this.log.shown.values()).filter(({ message }) => message.progress);
    byId("progress").hidden = !told.length;
    if (!told.length) return;
    const { progress } = told.reduce((one, other) => (other.message.n > one.message.n ? other : one)).message;
    byId("progress-bar").max = progress.total || 1;
    byId("progress-bar").value = progress.done;
    byId("progress-text").textContent = word("progress", progress);
  }

  /** Scroll so that a message is seen from its beginning, and as much after it as fits. */
  reveal(element) {
    const top = element.getBoundingClientRect().top + window.scrollY - document.querySelector(".top").offsetHeight - 12;
    window.scrollTo(0, Math.min(top, document.documentElement.scrollHeight - window.innerHeight));
    this.composer.showFurther();
  }

  revealLast() {
    const last = this.log.last;
    if (last) this.reveal(last.element);
  }

  showBusy() {
    const sending = this.outbox.entries.some((entry) => entry.state === "sending" && !entry.files);
    byId("busy").textContent = sending ? word("busy") : "";
  }

  showLine(up) {
    this.up = up;
    const text = navigator.onLine === false ? word("offline") : word("reconnecting");
    byId("line").hidden = up;
    if (byId("line-text").textContent !== text || up) byId("line-text").textContent = up ? "" : text;
    if (!up) announce(text);
  }

  hurry() {
    this.outbox.hurry();
    if (this.stream && !this.up) this.stream.hurry();
  }

  /** Addresses that end soon are signed anew. */
  async renew() {
    const first = this.log.firstSigned;
    if (!first || document.hidden || Date.now() - this.renewedAt < RENEW_MILLISECONDS) return;
    this.renewedAt = Date.now();
    try {
      this.show((await api.messages(first - 1)).messages);
    } catch (error) {
      this.renewedAt = 0; // at the next opportunity
    }
  }

  async quit() {
    try {
      await api.closeSession();
    } catch (error) {
      // The device forgets the token in any case.
    }
    this.end(word("quit_done"));
  }

  end(text) {
    if (this.stream) this.stream.close();
    this.outbox.clear();
    store.forget();
    this.composer.clear();
    byId("log").textContent = "";
    byId("progress").hidden = true;
    byId("bottom").hidden = true;
    byId("remembered").hidden = true;
    this.answers.show(null);
    const again = button(word("start_again"), () => window.location.reload(), { class: "strong" });
    byId("answers").append(make("p", {}, text), again);
    byId("answers").hidden = false;
    again.focus();
  }
}

new Chat().begin();
