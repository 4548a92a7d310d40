// The web API, and the two ways in which a request fails.
import { store } from "./store.js";

/** The server answered that the request is not right. */
export class Refused extends Error {
  constructor(status, code, text, retryAfterSeconds) {
    super(code);
    this.status = status;
    this.code = code;
    this.text = text;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 429 || this.status >= 500;
  }
}

/** There was no answer: the line is down, or the server is. */
export class LineBroken extends Error {}

const TIMEOUT_MILLISECONDS = 30000;

export function authorization() {
  return { Authorization: "Bearer " + store.token };
}

/** The Refused for an answer's status and body (text). */
export function refused(status, body, retryAfter) {
  let error = {};
  try {
    error = JSON.parse(body).error || {};
  } catch (ignored) {
    // a proxy's page
  }
  return new Refused(status, error.code || "", error.text || "", Number(retryAfter) || 0);
}

async function request(method, path, body) {
  const abort = new AbortController();
  const timer = window.setTimeout(() => abort.abort(), TIMEOUT_MILLISECONDS);
  const headers = store.token ? authorization() : {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: abort.signal,
      cache: "no-store",
      credentials: "same-origin",
    });
    const text = await answer.text();
    if (!answer.ok) throw refused(answer.status, text, answer.headers.get("Retry-After"));
    return text ? JSON.parse(text) : {};
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new LineBroken(error.name);
  } finally {
    window.clearTimeout(timer);
  }
}

export const api = {
  openSession: () => request("POST", "/web/session"),
  closeSession: () => request("DELETE", "/web/session"),
  say: (body) => request("POST", "/web/messages", body),
  messages: (after) => request("GET", "/web/messages?after=" + after),
  filings: () => request("GET", "/web/filings"),

  /** Send a form with files; `onProgress` gets 0 to 1. */
  upload(path, form, onProgress) {
    return new Promise((resolve, reject) => {
      const transfer = new XMLHttpRequest();
      transfer.open("POST", path);
      transfer.setRequestHeader("Accept", "application/json");
      if (store.token) transfer.setRequestHeader("Authorization", authorization().Authorization);
      transfer.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      });
      transfer.addEventListener("load", () => {
        if (transfer.status >= 200 && transfer.status < 300) resolve(JSON.parse(transfer.responseText));
        else reject(refused(transfer.status, transfer.responseText, transfer.getResponseHeader("Retry-After")));
      });
      transfer.addEventListener("error", () => reject(new LineBroken("upload")));
      transfer.addEventListener("abort", () => reject(new LineBroken("upload")));
      transfer.send(form);
    });
  },
};
