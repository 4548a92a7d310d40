// What this device keeps. Words of a person are kept for this tab only; across tabs only the
// token and how the page looks. On a shared device the token, too, goes with the tab.
const TOKEN = "lian.token";
const SHARED = "lian.shared";
const LARGE = "lian.large";
const DRAFT = "lian.draft";
const OUTBOX = "lian.outbox";

function read(storage, key) {
  try {
    return window[storage].getItem(key);
  } catch (error) {
    return null; // storage is off: everything lives as long as the page
  }
}

function write(storage, key, value) {
  try {
    if (value === null || value === "") window[storage].removeItem(key);
    else window[storage].setItem(key, value);
  } catch (error) {
    // as above
  }
}

export const store = {
  get token() {
    return read("sessionStorage", TOKEN) || read("localStorage", TOKEN);
  },
  set token(token) {
    write("sessionStorage", TOKEN, token);
    write("localStorage", TOKEN, this.shared ? null : token);
  },
  get shared() {
    return read("localStorage", SHARED) === "1";
  },
  set shared(shared) {
    write("localStorage", SHARED, shared ? "1" : null);
    this.token = this.token;
  },
  get large() {
    return read("localStorage", LARGE) === "1";
  },
  set large(large) {
    write("localStorage", LARGE, large ? "1" : null);
  },
  /** What stands in the box and was not sent yet. */
  get draft() {
    return read("sessionStorage", DRAFT) || "";
  },
  set draft(text) {
    write("sessionStorage", DRAFT, text);
  },
  /** Words sent but not yet confirmed by the server. */
  get outbox() {
    try {
      return JSON.parse(read("sessionStorage", OUTBOX) || "[]");
    } catch (error) {
      return [];
    }
  },
  set outbox(entries) {
    write("sessionStorage", OUTBOX, entries.length ? JSON.stringify(entries) : null);
  },
  forget() {
    [TOKEN, DRAFT, OUTBOX].forEach((key) => {
      write("sessionStorage", key, null);
      write("localStorage", key, null);
    });
  },
};
